package io.github.orrery.publish;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is at a destination.
 *
 * @param commit the commit record; null where nothing was published yet
 * @param etag of the commit record
 * @param manifest of the current publication; without files where there is none
 * @param notes of the publications whose traces are still there, by version; the last one is the current one's
 * @param noteMissing whether the last of them is not written yet
 * @param isRolled whether all files of the current publication stand under their names
 * @param present everything that is there
 */
record Published(
        @Nullable CommitRecord commit,
        String etag,
        PublicationManifest manifest,
        List<PublicationNote> notes,
        boolean noteMissing,
        boolean isRolled,
        SortedMap<String, Bucket.Listed> present) {
    static final PublicationManifest NOTHING = new PublicationManifest(null, new TreeMap<>());

    static Published read(Bucket bucket) throws IOException {
        SortedMap<String, Bucket.Listed> present = bucket.list("");
        Optional<Bucket.Stored> record = bucket.get(BucketKeys.TIMESTAMP);
        if (record.isEmpty()) {
            return new Published(null, "", NOTHING, List.of(), false, false, present);
        }
        CommitRecord commit = CommitRecord.parse(record.get().bytes());
        PublicationManifest manifest = manifest(bucket, commit.manifest().sha256());
        List<PublicationNote> notes = notes(bucket, present, commit.version());
        boolean noteMissing = notes.isEmpty() || notes.get(notes.size() - 1).version() != commit.version();
        if (noteMissing) {
            PublicationManifest before = notes.isEmpty()
                    ? NOTHING
                    : manifest(bucket, notes.get(notes.size() - 1).manifest());
            notes.add(PublicationNote.of(commit, manifest, before));
        }
        return new Published(
                commit, record.get().etag(), manifest, notes, noteMissing, isRolled(bucket, commit), present);
    }

    /** Version that readers are sent to; 0 where there is none. */
    long version() {
        return commit == null ? 0 : commit.version();
    }

    /** The files as they are known to stand under their names. */
    SortedMap<String, PublishedFile> known() {
        return isRolled ? manifest.files() : NOTHING.files();
    }

    /**
     * The manifest with a sum.
     *
     * @throws IOException where it is missing or has another sum
     */
    static PublicationManifest manifest(Bucket bucket, String sha256) throws IOException {
        String key = BucketKeys.manifest(sha256);
        Bucket.Stored stored =
                bucket.get(key).orElseThrow(() -> new IOException(key + " is missing at " + bucket.name()));
        if (!Sha256.of(stored.bytes()).equals(sha256)) {
            throw RecordJson.foreign(key, "its sum is another one");
        }
        return PublicationManifest.parse(key, stored.bytes());
    }

    private static List<PublicationNote> notes(Bucket bucket, SortedMap<String, Bucket.Listed> present, long version)
            throws IOException {
        List<PublicationNote> notes = new ArrayList<>();
        SortedMap<String, Bucket.Listed> keys =
                present.subMap(BucketKeys.PUBLICATIONS, BucketKeys.publication(version) + Character.MIN_VALUE);
        for (String key : keys.keySet()) {
            Optional<Bucket.Stored> stored = bucket.get(key);
            if (stored.isPresent()) {
                notes.add(PublicationNote.parse(key, stored.get().bytes()));
            }
        }
        return notes;
    }

    private static boolean isRolled(Bucket bucket, CommitRecord commit) throws IOException {
        Optional<Bucket.Stored> stored = bucket.get(BucketKeys.ROLLED);
        if (stored.isEmpty()) {
            return false;
        }
        JsonNode root = RecordJson.object(BucketKeys.ROLLED, stored.get().bytes());
        return RecordJson.number(BucketKeys.ROLLED, root, "version") == commit.version()
                && RecordJson.sum(BucketKeys.ROLLED, root, "manifest")
                        .equals(commit.manifest().sha256());
    }
}
