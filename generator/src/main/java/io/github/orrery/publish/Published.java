package io.github.orrery.publish;

import io.github.orrery.publication.CommitRecord;
import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.publication.PublicationManifest;
import io.github.orrery.publication.PublicationNote;
import io.github.orrery.publication.PublishedFile;
import io.github.orrery.publication.RecordJson;
import io.github.orrery.publication.RolledRecord;
import io.github.orrery.publication.Sha256;
import java.io.IOException;
import java.time.Instant;
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
 * @param rolled the record of the last publication whose files were all placed under their names; null where there is
 *     none
 * @param present everything that is there
 */
record Published(
        @Nullable CommitRecord commit,
        String etag,
        PublicationManifest manifest,
        List<PublicationNote> notes,
        boolean noteMissing,
        @Nullable RolledRecord rolled,
        SortedMap<String, Bucket.Listed> present) {
    static final PublicationManifest NOTHING = new PublicationManifest(null, new TreeMap<>());

    /** @param now the time; a note that is missing is made up for with it */
    static Published read(Bucket bucket, Instant now) throws IOException {
        SortedMap<String, Bucket.Listed> present = bucket.list("");
        Optional<Bucket.Stored> record = bucket.get(PublicationKeys.TIMESTAMP);
        if (record.isEmpty()) {
            return new Published(null, "", NOTHING, List.of(), false, null, present);
        }
        CommitRecord commit = CommitRecord.parse(record.get().bytes());
        PublicationManifest manifest = manifest(bucket, commit.manifest().sha256());
        List<PublicationNote> notes = notes(bucket, present, commit.version());
        boolean noteMissing = notes.isEmpty() || notes.get(notes.size() - 1).version() != commit.version();
        if (noteMissing) {
            PublicationManifest before = notes.isEmpty()
                    ? NOTHING
                    : manifest(bucket, notes.get(notes.size() - 1).manifest());
            notes.add(PublicationNote.of(commit, now, manifest, before));
        }
        return new Published(commit, record.get().etag(), manifest, notes, noteMissing, rolled(bucket), present);
    }

    /**
     * The commit record as it is now.
     *
     * @throws IOException where it is gone
     */
    static CommitRecord current(Bucket bucket) throws IOException {
        return CommitRecord.parse(bucket.get(PublicationKeys.TIMESTAMP)
                .orElseThrow(() -> new IOException(PublicationKeys.TIMESTAMP + " is gone from " + bucket.name()))
                .bytes());
    }

    /** Version that readers are sent to; 0 where there is none. */
    long version() {
        return commit == null ? 0 : commit.version();
    }

    /** Whether all files of the current publication stand under their names. */
    boolean isRolled() {
        return commit != null && rolled != null && rolled.isOf(commit);
    }

    /**
     * When files under their names last were of a broken publication.
     *
     * @param now the time, for one that is broken still
     */
    Instant wholeSince(Instant now) {
        if (commit == null) {
            return Instant.EPOCH;
        }
        return isRolled() && rolled != null ? rolled.since() : now;
    }

    /** The files as they are known to stand under their names. */
    SortedMap<String, PublishedFile> known() {
        return isRolled() ? manifest.files() : NOTHING.files();
    }

    /**
     * The manifest with a sum.
     *
     * @throws IOException where it is missing or has another sum
     */
    static PublicationManifest manifest(Bucket bucket, String sha256) throws IOException {
        String key = PublicationKeys.manifest(sha256);
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
        SortedMap<String, Bucket.Listed> keys = present.subMap(
                PublicationKeys.PUBLICATIONS, PublicationKeys.publication(version) + Character.MIN_VALUE);
        for (String key : keys.keySet()) {
            Optional<Bucket.Stored> stored = bucket.get(key);
            if (stored.isPresent()) {
                notes.add(PublicationNote.parse(key, stored.get().bytes()));
            }
        }
        return notes;
    }

    private static @Nullable RolledRecord rolled(Bucket bucket) throws IOException {
        Optional<Bucket.Stored> stored = bucket.get(PublicationKeys.ROLLED);
        return stored.isEmpty() ? null : RolledRecord.parse(stored.get().bytes());
    }
}
