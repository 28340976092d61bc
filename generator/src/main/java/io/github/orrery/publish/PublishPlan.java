package io.github.orrery.publish;

import io.github.orrery.publish.PublishAction.Delete;
import io.github.orrery.publish.PublishAction.Keep;
import io.github.orrery.publish.PublishAction.Put;
import io.github.orrery.publish.PublishedFile.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a publication will do, computed from what is wanted and what is there, and nothing else: so a dry run tells
 * exactly what the real one does.
 *
 * @param commits whether readers will be sent to a new version
 * @param objects the bytes by their hash: those to send, and those that are there; empty where the place is no bucket
 * @param files the files under their names, in the order in which they are written
 * @param deletions what is due to go
 * @param leaving paths that no longer belong to the site, and go after the grace period
 */
public record PublishPlan(
        boolean commits,
        List<PublishAction> objects,
        List<PublishAction> files,
        List<Delete> deletions,
        List<String> leaving) {
    public PublishPlan {
        objects = List.copyOf(objects);
        files = List.copyOf(files);
        deletions = List.copyOf(deletions);
        leaving = List.copyOf(leaving);
    }

    /**
     * A plan for a bucket.
     *
     * @param wanted the files as they shall be
     * @param known the files as they are under their names: without those of which nobody can tell
     * @param published the files of the current publication
     * @param present everything that is there
     */
    static PublishPlan of(
            boolean commits,
            SortedMap<String, PublishedFile> wanted,
            SortedMap<String, PublishedFile> known,
            SortedMap<String, PublishedFile> published,
            SortedMap<String, Bucket.Listed> present,
            List<Delete> deletions) {
        SortedMap<String, Sum> sums = new TreeMap<>();
        wanted.values().forEach(file -> sums.put(BucketKeys.byHash(file.stored().sha256()), file.stored()));
        List<PublishAction> objects = new ArrayList<>();
        sums.forEach((key, sum) ->
                objects.add(isThere(present, key, sum) ? new Keep(key) : new Put(key, sum, ObjectHeaders.BY_HASH)));
        List<PublishAction> files = new ArrayList<>();
        wanted.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(RollForwardOrder.COMPARATOR))
                .forEach(entry -> {
                    PublishedFile file = entry.getValue();
                    String path = entry.getKey();
                    boolean same = file.equals(known.get(path)) && isThere(present, path, file.stored());
                    files.add(same ? new Keep(path) : new Put(path, file.stored(), file.headers()));
                });
        return new PublishPlan(commits, objects, files, deletions, leaving(wanted, published));
    }

    /** A plan for a place that is replaced as a whole. */
    static PublishPlan ofWhole(
            SortedMap<String, PublishedFile> wanted, Map<String, String> ids, Map<String, String> present) {
        List<PublishAction> files = new ArrayList<>();
        wanted.forEach((path, file) -> files.add(
                String.valueOf(ids.get(path)).equals(present.get(path))
                        ? new Keep(path)
                        : new Put(path, file.stored(), file.headers())));
        List<Delete> deletions = present.keySet().stream()
                .filter(path -> !wanted.containsKey(path))
                .sorted()
                .map(Delete::new)
                .toList();
        boolean commits = !deletions.isEmpty() || files.stream().anyMatch(Put.class::isInstance);
        return new PublishPlan(commits, List.of(), files, deletions, List.of());
    }

    /** Whether everything is as it is wanted. */
    public boolean isEmpty() {
        return !commits
                && deletions.isEmpty()
                && puts(files).findAny().isEmpty()
                && puts(objects).findAny().isEmpty();
    }

    /** The bytes to send. */
    public List<Put> objectsToSend() {
        return puts(objects).toList();
    }

    /** The files to write under their names. */
    public List<Put> filesToWrite() {
        return puts(files).toList();
    }

    /** How many bytes go over the line: files are copied from their objects where there are such. */
    public long bytesToSend() {
        return (objects.isEmpty() ? puts(files) : puts(objects))
                .mapToLong(put -> put.bytes().size())
                .sum();
    }

    private static Stream<Put> puts(List<PublishAction> actions) {
        return actions.stream().filter(Put.class::isInstance).map(Put.class::cast);
    }

    private static boolean isThere(SortedMap<String, Bucket.Listed> present, String key, Sum sum) {
        Bucket.Listed listed = present.get(key);
        return listed != null && listed.size() == sum.size();
    }

    private static List<String> leaving(
            SortedMap<String, PublishedFile> wanted, SortedMap<String, PublishedFile> published) {
        return published.keySet().stream()
                .filter(path -> !wanted.containsKey(path))
                .toList();
    }
}
