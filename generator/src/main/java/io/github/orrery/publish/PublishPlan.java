package io.github.orrery.publish;

import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.publication.PublishedFile;
import io.github.orrery.publication.PublishedFile.Sum;
import io.github.orrery.publish.PublishAction.Delete;
import io.github.orrery.publish.PublishAction.Keep;
import io.github.orrery.publish.PublishAction.Put;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * @param tombstones those of them, and of earlier publications that broke off, that are replaced by a page that says so
 * @param replaced paths under which caches may hold other bytes or headers than there are then
 */
public record PublishPlan(
        boolean commits,
        List<PublishAction> objects,
        List<PublishAction> files,
        List<Delete> deletions,
        List<String> leaving,
        List<String> tombstones,
        List<String> replaced) {
    public PublishPlan {
        objects = List.copyOf(objects);
        files = List.copyOf(files);
        deletions = List.copyOf(deletions);
        leaving = List.copyOf(leaving);
        tombstones = List.copyOf(tombstones);
        replaced = List.copyOf(replaced);
    }

    /**
     * A plan for a bucket.
     *
     * @param wanted the files as they shall be
     * @param known the files as they are under their names: without those of which nobody can tell
     * @param published the files of the current publication
     * @param present everything that is there
     * @param tombstones pages that left
     */
    static PublishPlan of(
            boolean commits,
            SortedMap<String, PublishedFile> wanted,
            SortedMap<String, PublishedFile> known,
            SortedMap<String, PublishedFile> published,
            SortedMap<String, Bucket.Listed> present,
            List<Delete> deletions,
            List<String> tombstones) {
        SortedMap<String, Sum> sums = new TreeMap<>();
        wanted.values()
                .forEach(file -> sums.put(PublicationKeys.byHash(file.stored().sha256()), file.stored()));
        List<PublishAction> objects = new ArrayList<>();
        sums.forEach((key, sum) ->
                objects.add(isThere(present, key, sum) ? new Keep(key) : new Put(key, sum, ObjectHeaders.BY_HASH)));
        List<PublishAction> files = new ArrayList<>();
        wanted.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        RollForwardOrder.of(path -> isNew(path, published.keySet(), present.keySet()))))
                .forEach(entry -> {
                    PublishedFile file = entry.getValue();
                    String path = entry.getKey();
                    boolean same = file.equals(known.get(path)) && isThere(present, path, file.stored());
                    files.add(same ? new Keep(path) : new Put(path, file.stored(), ObjectHeaders.of(file)));
                });
        List<String> replaced = replaced(files, present.keySet(), tombstones, deletions);
        return new PublishPlan(commits, objects, files, deletions, leaving(wanted, published), tombstones, replaced);
    }

    /** Whether nothing that is published refers to a path yet, which is not even there. */
    static boolean isNew(String path, Set<String> published, Set<String> present) {
        return !published.contains(path) || !present.contains(path);
    }

    private static List<String> replaced(
            List<PublishAction> files, Set<String> present, List<String> tombstones, List<Delete> deletions) {
        TreeSet<String> replaced = new TreeSet<>(tombstones);
        puts(files).map(Put::key).filter(present::contains).forEach(replaced::add);
        deletions.stream()
                .map(Delete::key)
                .filter(key -> !PublicationKeys.isReserved(key))
                .forEach(replaced::add);
        return List.copyOf(replaced);
    }

    /** A plan for a place that is replaced as a whole. */
    static PublishPlan ofWhole(
            SortedMap<String, PublishedFile> wanted, Map<String, String> ids, Map<String, String> present) {
        List<PublishAction> files = new ArrayList<>();
        wanted.forEach((path, file) -> files.add(
                String.valueOf(ids.get(path)).equals(present.get(path))
                        ? new Keep(path)
                        : new Put(path, file.stored(), ObjectHeaders.of(file))));
        List<Delete> deletions = present.keySet().stream()
                .filter(path -> !wanted.containsKey(path))
                .sorted()
                .map(Delete::new)
                .toList();
        boolean commits = !deletions.isEmpty() || files.stream().anyMatch(Put.class::isInstance);
        List<String> replaced = replaced(files, present.keySet(), List.of(), deletions);
        return new PublishPlan(commits, List.of(), files, deletions, List.of(), List.of(), replaced);
    }

    /** Whether everything is as it is wanted. */
    public boolean isEmpty() {
        return !commits
                && deletions.isEmpty()
                && tombstones.isEmpty()
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
