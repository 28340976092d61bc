package io.github.orrery;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.site.Family;
import java.util.List;

/**
 * What a build did.
 *
 * @param checked the problems of the repository
 * @param written whether the site is in place; false where an error kept it from being written
 * @param sizes what each family takes, in the order of {@link Family}; families that were left out are absent
 * @param indexes what each cluster reads, in the order of the versions
 */
public record BuildResult(CheckResult checked, boolean written, List<FamilySize> sizes, List<ClusterIndex> indexes) {
    /**
     * What a family takes on the disk.
     *
     * @param files how many files
     * @param bytes of all of them together
     */
    public record FamilySize(Family family, int files, long bytes) {}

    /**
     * The file that a cluster of a version adds as its repository.
     *
     * @param path below the site, e.g. {@code repo-up-to-1.13.json}
     */
    public record ClusterIndex(DcosReleaseVersion dcos, String path) {}

    public BuildResult {
        sizes = List.copyOf(sizes);
        indexes = List.copyOf(indexes);
    }

    /** The result of a build that an error kept from writing. */
    public static BuildResult notWritten(CheckResult checked) {
        return new BuildResult(checked, false, List.of(), List.of());
    }
}
