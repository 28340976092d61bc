package io.github.orrery.publish;

import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.publication.PublicationNote;
import io.github.orrery.publication.PublishedFile;
import io.github.orrery.publish.PublishAction.Delete;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is due to be deleted. A file goes a day after the publication that dropped it; bytes by their hash and manifests
 * a week after, and not before four more publications have followed: a reader that began with an old record finds all
 * that it names.
 */
final class Sweep {
    /** What caches keep, and what it takes to place all files of a publication. */
    static final Duration MARGIN = Duration.ofMinutes(40);

    static final Duration FILE_GRACE = Duration.ofDays(1).plus(MARGIN);
    static final Duration OBJECT_GRACE = Duration.ofDays(7);

    private final List<PublicationNote> notes;
    private final long version;
    private final SortedMap<String, PublishedFile> wanted;
    private final SortedMap<String, Bucket.Listed> present;
    private final Instant wholeSince;
    private final Instant now;
    private final Map<String, PublicationNote> lastDropOfFile = new HashMap<>();
    private final Map<String, PublicationNote> lastDropOfObject = new HashMap<>();

    private Sweep(
            List<PublicationNote> notes,
            long version,
            SortedMap<String, PublishedFile> wanted,
            SortedMap<String, Bucket.Listed> present,
            Instant wholeSince,
            Instant now) {
        this.notes = notes;
        this.version = version;
        this.wanted = wanted;
        this.present = present;
        this.wholeSince = wholeSince;
        this.now = now;
        for (PublicationNote note : notes) {
            note.files().forEach(path -> lastDropOfFile.put(path, note));
            note.objects().forEach(sum -> lastDropOfObject.put(sum, note));
        }
    }

    /**
     * The keys to delete, in an order that may be broken off anywhere: what a note names goes before the note.
     *
     * @param notes of all publications but those long gone, by version, and of the one that is about to be
     * @param version that readers are sent to, once this is done
     * @param manifest sha256 of the manifest of that version
     * @param present everything that is there
     * @param wholeSince when files under their names last were of a broken publication: until then they may have named
     *     what was dropped long before
     */
    static List<Delete> due(
            List<PublicationNote> notes,
            long version,
            String manifest,
            SortedMap<String, PublishedFile> wanted,
            SortedMap<String, Bucket.Listed> present,
            Instant wholeSince,
            Instant now) {
        return new Sweep(notes, version, wanted, present, wholeSince, now).due(manifest);
    }

    private List<Delete> due(String manifest) {
        List<Delete> due = new ArrayList<>();
        new TreeMap<>(lastDropOfFile).forEach((path, note) -> {
            boolean isThere = !wanted.containsKey(path) && present.containsKey(path);
            if (isThere && isPast(note.created(), FILE_GRACE) && isPast(wholeSince, FILE_GRACE)) {
                due.add(new Delete(path));
            }
        });
        Set<String> named = new HashSet<>();
        wanted.values().forEach(file -> named.add(file.stored().sha256()));
        under(PublicationKeys.BY_HASH).forEach((key, listed) -> {
            String sum = key.substring(key.lastIndexOf('/') + 1);
            if (!named.contains(sum) && isObjectDue(lastDropOfObject.get(sum), listed)) {
                due.add(new Delete(key));
            }
        });
        Set<String> keptManifests = keptManifests(manifest);
        under(PublicationKeys.MANIFESTS).forEach((key, listed) -> {
            String sum = key.substring(
                    PublicationKeys.MANIFESTS.length(), Math.max(PublicationKeys.MANIFESTS.length(), key.length() - 5));
            if (!keptManifests.contains(sum) && isPast(listed.modified(), OBJECT_GRACE)) {
                due.add(new Delete(key));
            }
        });
        under(PublicationKeys.TEMPORARY).forEach((key, listed) -> {
            if (isPast(listed.modified(), FILE_GRACE)) {
                due.add(new Delete(key));
            }
        });
        for (PublicationNote note : notes) {
            if (isOld(note)) {
                due.add(new Delete(PublicationKeys.publication(note.version())));
            }
        }
        return due;
    }

    /** Bytes that no publication has named were sent by one that broke off, or by one that is at work. */
    private boolean isObjectDue(@Nullable PublicationNote drop, Bucket.Listed listed) {
        return drop == null ? isPast(listed.modified(), OBJECT_GRACE) : isOld(drop);
    }

    private boolean isOld(PublicationNote note) {
        return note.version() <= version - PublicationNote.KEPT_PUBLICATIONS + 1
                && isPast(note.created(), OBJECT_GRACE);
    }

    private Set<String> keptManifests(String manifest) {
        Set<String> kept = new HashSet<>();
        kept.add(manifest);
        for (int i = 0; i < notes.size(); i++) {
            PublicationNote note = notes.get(i);
            boolean isCurrent = i + 1 == notes.size();
            if (isCurrent
                    || note.version() > version - PublicationNote.KEPT_PUBLICATIONS
                    || !isPast(notes.get(i + 1).created(), OBJECT_GRACE)) {
                kept.add(note.manifest());
            }
        }
        return kept;
    }

    private boolean isPast(Instant time, Duration grace) {
        return !now.isBefore(time.plus(grace));
    }

    private SortedMap<String, Bucket.Listed> under(String prefix) {
        return present.subMap(prefix, prefix + Character.MAX_VALUE);
    }
}
