package io.github.orrery.diff;

import io.github.orrery.model.DcosReleaseVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What differs between two repositories for the clusters that read them.
 *
 * @param clusters each DC/OS version that both have an index for, ascending
 * @param changes what differs, for each group of versions that see the same differences; groups without any are left out
 * @param onlyBefore versions that only the old repository has an index for
 * @param onlyAfter versions that only the new one has an index for
 */
public record RepositoryDifference(
        List<Cluster> clusters,
        List<Change> changes,
        List<DcosReleaseVersion> onlyBefore,
        List<DcosReleaseVersion> onlyAfter) {
    /**
     * The index of one DC/OS version in numbers.
     *
     * @param dcos the version
     * @param before what there was
     * @param after what there will be
     */
    public record Cluster(DcosReleaseVersion dcos, Size before, Size after) {}

    /**
     * How much an index holds.
     *
     * @param packages how many
     * @param revisions how many
     * @param bytes length as compact JSON; for the zips of old clusters that of their content as JSON
     */
    public record Size(int packages, int revisions, long bytes) {
        static Size of(IndexSummary index) {
            return new Size(index.packages().size(), index.revisions(), index.bytes());
        }
    }

    /**
     * Differences that several versions see alike.
     *
     * @param dcosVersions who sees them, ascending
     * @param packages what differs, by name
     */
    public record Change(List<DcosReleaseVersion> dcosVersions, List<PackageDifference> packages) {
        public Change {
            dcosVersions = List.copyOf(dcosVersions);
            packages = List.copyOf(packages);
        }
    }

    public RepositoryDifference {
        clusters = List.copyOf(clusters);
        changes = List.copyOf(changes);
        onlyBefore = List.copyOf(onlyBefore);
        onlyAfter = List.copyOf(onlyAfter);
    }

    /** Compares the indexes of two repositories. */
    public static RepositoryDifference between(List<IndexSummary> before, List<IndexSummary> after) {
        SortedMap<DcosReleaseVersion, IndexSummary> old = byVersion(before);
        SortedMap<DcosReleaseVersion, IndexSummary> now = byVersion(after);
        List<Cluster> clusters = new ArrayList<>();
        Map<List<PackageDifference>, List<DcosReleaseVersion>> groups = new LinkedHashMap<>();
        old.forEach((dcos, index) -> {
            IndexSummary other = now.get(dcos);
            if (other != null) {
                clusters.add(new Cluster(dcos, Size.of(index), Size.of(other)));
                List<PackageDifference> packages = packages(index, other);
                if (!packages.isEmpty()) {
                    groups.computeIfAbsent(packages, key -> new ArrayList<>()).add(dcos);
                }
            }
        });
        List<Change> changes = new ArrayList<>();
        groups.forEach((packages, versions) -> changes.add(new Change(versions, packages)));
        return new RepositoryDifference(clusters, changes, missing(old, now), missing(now, old));
    }

    /** Whether clusters see any difference. */
    public boolean isEmpty() {
        return changes.isEmpty() && onlyBefore.isEmpty() && onlyAfter.isEmpty();
    }

    private static SortedMap<DcosReleaseVersion, IndexSummary> byVersion(List<IndexSummary> indexes) {
        SortedMap<DcosReleaseVersion, IndexSummary> byVersion = new TreeMap<>();
        indexes.forEach(index -> byVersion.put(index.dcos(), index));
        return byVersion;
    }

    private static List<DcosReleaseVersion> missing(
            SortedMap<DcosReleaseVersion, IndexSummary> from, SortedMap<DcosReleaseVersion, IndexSummary> in) {
        return from.keySet().stream().filter(dcos -> !in.containsKey(dcos)).toList();
    }

    private static List<PackageDifference> packages(IndexSummary before, IndexSummary after) {
        TreeSet<String> names = new TreeSet<>(before.packages().keySet());
        names.addAll(after.packages().keySet());
        List<PackageDifference> differences = new ArrayList<>();
        for (String name : names) {
            PackageDifference.between(
                            name, before.packages().get(name), after.packages().get(name))
                    .ifPresent(differences::add);
        }
        return differences;
    }
}
