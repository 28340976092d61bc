package io.github.orrery.model;

import java.util.List;

/**
 * What the clusters see of one package.
 *
 * @param universePackage the package with all its revisions
 * @param items every revision, undowngraded, by releaseVersion: its part of {@code universe.json}
 * @param slices for each DC/OS version, in the order asked for, what its index holds
 */
public record PackageSelection(UniversePackage universePackage, List<IndexItem> items, List<Slice> slices) {
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

    public PackageSelection {
        items = List.copyOf(items);
        slices = List.copyOf(slices);
    }
}
