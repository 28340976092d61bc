package io.github.orrery.check;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PackagingVersion;
import io.github.orrery.model.RepositoryFormat;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Whether the clusters that see a revision can use it: its minimum version against what it holds. */
final class CompatibilityCheck {
    private static final DcosReleaseVersion READS_FIVE = DcosReleaseVersion.of("1.12");
    private static final DcosReleaseVersion READS_CLI = DcosReleaseVersion.of("1.8");
    private static final DcosReleaseVersion ANY = DcosReleaseVersion.of("1.0");

    private static final String MINIMUM = "/minDcosReleaseVersion";
    private static final String CLI = "/resource/cli";

    private CompatibilityCheck() {}

    static void check(
            Revision revision, RepositoryFormat format, List<DcosReleaseVersion> dcosVersions, Findings findings) {
        if (findings.isFaulty(revision, MINIMUM)) {
            return;
        }
        Optional<DcosReleaseVersion> stated = revision.minDcosReleaseVersion();
        DcosReleaseVersion minimum = stated.orElse(ANY);
        String shown = stated.map(version -> "\"minDcosReleaseVersion\" is \"" + version + "\"")
                .orElse("\"minDcosReleaseVersion\" is missing");
        if (revision.packagingVersion() == PackagingVersion.V5_0 && !minimum.isAtLeast(READS_FIVE)) {
            findings.add(
                    Rule.PACKAGING_5_MINIMUM,
                    revision.locate(MINIMUM),
                    shown + ", expected at least \"1.12\" in packaging version 5.0: older clusters cannot read it");
        }
        boolean hasCli = revision.resource()
                .map(RevisionPart::tree)
                .filter(tree -> tree.has("cli"))
                .isPresent();
        if (format == RepositoryFormat.V3
                && hasCli
                && !minimum.isAtLeast(READS_CLI)
                && revision.command().isEmpty()
                && !findings.isFaulty(revision, CLI)) {
            findings.add(
                    Rule.CLI_WITHOUT_COMMAND,
                    revision.locate(CLI),
                    "\"cli\" is lost on clusters before 1.8, and " + shown
                            + ", expected at least \"1.8\", or a command.json for the old clusters");
        }
        stated.flatMap(version -> excluded(version, dcosVersions))
                .ifPresent(own -> findings.add(
                        Rule.MINIMUM_TRAILING_ZERO,
                        revision.locate(MINIMUM),
                        shown + ", which keeps it out of the index for " + own + ", expected \"" + own + "\""));
    }

    /** The cluster's version that is equal to the minimum for itself, but not for the comparison of indexes. */
    private static Optional<DcosReleaseVersion> excluded(
            DcosReleaseVersion minimum, List<DcosReleaseVersion> dcosVersions) {
        boolean endsInZero = minimum.parts().get(minimum.parts().size() - 1).signum() == 0;
        return dcosVersions.stream()
                .filter(dcos -> endsInZero)
                .filter(dcos -> minimum.parts().size() > dcos.parts().size()
                        && minimum.parts().subList(0, dcos.parts().size()).equals(dcos.parts())
                        && minimum
                                .parts()
                                .subList(dcos.parts().size(), minimum.parts().size())
                                .stream()
                                .allMatch(BigInteger.ZERO::equals))
                .findFirst();
    }
}
