package io.github.orrery.model;

import java.util.List;

/**
 * What the clusters see of one package.
 *
 * @param universePackage the package with all its revisions
 * @param items every revision, undowngraded, by releaseVersion: its part of {@code universe.json}
 * @param slices for each DC/OS version that reads JSON, in ascending order, what its index holds
 * @param legacySlices for each DC/OS version that reads a zip, in ascending order, what its zip holds
 * @param legacy what {@code packages.zip} holds: the slice of 1.7, whether or not that is asked for (formats.md 4.5)
 */
public record PackageSelection(
        UniversePackage universePackage,
        List<IndexItem> items,
        List<Slice> slices,
        List<LegacySlice> legacySlices,
        LegacySlice legacy) {
    /**
     * The part of one index that is this package's.
     *
     * @param dcos the cluster's version
     * @param items by releaseVersion; empty where the cluster sees nothing of the package
     */
    public record Slice(DcosReleaseVersion dcos, List<IndexItem> items) {
        public Slice {
            items = List.copyOf(items);
        }
    }

    /**
     * The part of one zip that is this package's.
     *
     * @param dcos the cluster's version, below 1.8
     * @param revisions by releaseVersion; empty where the cluster sees nothing of the package
     */
    public record LegacySlice(DcosReleaseVersion dcos, List<LegacyRevision> revisions) {
        public LegacySlice {
            revisions = List.copyOf(revisions);
        }
    }

    public PackageSelection {
        items = List.copyOf(items);
        slices = List.copyOf(slices);
        legacySlices = List.copyOf(legacySlices);
    }
}
