package io.github.orrery.check;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PackagingVersion;
import io.github.orrery.model.RepositoryFormat;
import io.github.orrery.model.Revision;
import io.github.orrery.model.UniversePackage;
import io.github.orrery.problem.Problem;
import java.util.List;

/**
 * Every rule about packages that could be read; {@link Rule} lists them. Nothing is thrown for bad data, everything
 * found is reported, and a mistake is reported once: by the first check that sees it.
 */
public final class Checks {
    private Checks() {}

    /** Loads the schemas that most packages are held against; who needs one meanwhile waits for that one. */
    public static void prepare() {
        for (PackagingVersion version : PackagingVersion.values()) {
            FileCheck.packageSchema(version);
        }
        FileCheck.resourceSchema(PackagingVersion.V2_0);
        FileCheck.resourceSchema(PackagingVersion.V3_0);
        ItemChecks.prepare();
    }

    /**
     * The problems of one package. Safe for several packages at once.
     *
     * @param dcosVersions the clusters that indexes are made for
     * @param apps the package's own; what it renders here it knows later
     */
    public static List<Problem> perPackage(
            UniversePackage universePackage,
            RepositoryFormat format,
            Strictness strictness,
            List<DcosReleaseVersion> dcosVersions,
            AppRenderer apps) {
        Findings findings = new Findings();
        FileCheck files = new FileCheck(format, findings);
        AsciiCheck ascii = new AsciiCheck(format, strictness, findings);
        TemplateCheck templates = new TemplateCheck(apps, findings);
        for (Revision revision : universePackage.revisions()) {
            files.check(revision);
            NameCheck.check(revision, findings);
            ascii.check(revision);
            DecoderCheck.check(revision, findings);
            CompatibilityCheck.check(revision, format, dcosVersions, findings);
            AddressCheck.check(revision, findings);
            TextCheck.check(revision, findings);
            templates.check(revision);
        }
        UpgradeCheck.check(universePackage, findings);
        return findings.problems();
    }

    /** The problems that only show when all packages are known: managers, dependencies, names. */
    public static List<Problem> acrossPackages(List<PackageSummary> summaries) {
        return RepositoryCheck.check(summaries);
    }
}
