package io.github.orrery;

import io.github.orrery.check.Strictness;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.problem.Problems;
import io.github.orrery.read.UniverseReader;
import java.io.IOException;
import java.util.TreeSet;

/** What a build does before it makes anything: read and check, for whoever wants to know without writing. */
public final class SiteCheck {
    private SiteCheck() {}

    /**
     * Checks a repository for all versions that are published for by default.
     *
     * @throws IOException where the disk fails or the repository changes meanwhile
     */
    public static CheckResult run(CheckOptions options, Progress progress) throws IOException {
        Problems problems = new Problems();
        TreeSet<String> olderRevisions = new TreeSet<>();
        UniverseReader reader = UniverseReader.open(options.repo(), problems);
        PackageLine line =
                new PackageLine(reader, DcosReleaseVersion.DEFAULTS, new Strictness(options.allowNonAscii()));
        line.run(problems, olderRevisions, progress, (selection, apps) -> PackageLine.NOTHING);
        reader.metaFiles(problems);
        reader.checkUnchanged();
        return CheckResult.of(
                reader.tree().root(), problems.sorted(), options.accepted(), options.strict(), olderRevisions);
    }
}
