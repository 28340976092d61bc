package io.github.orrery.verify;

import io.github.orrery.publication.CommitRecord;
import io.github.orrery.publication.ForeignRecordException;
import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.publication.PublicationManifest;
import io.github.orrery.publication.PublicationNote;
import io.github.orrery.publication.RolledRecord;
import io.github.orrery.publication.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What {@code publish} adds to a site in a directory: the commit record, manifests, bytes by their hash, and notes. */
final class PublishedDirectory {
    static final String MEND = "remove it and publish the site again";

    private final Path root;
    private final Findings findings;
    private final PublicationCheck check;
    private final NavigableSet<String> keys;
    private @Nullable CommitRecord commit;
    private final List<PublicationNote> notes = new ArrayList<>();

    private PublishedDirectory(Path root, Findings findings, PublicationCheck check, NavigableSet<String> keys) {
        this.root = root;
        this.findings = findings;
        this.check = check;
        this.keys = keys;
    }

    /** What of these files publishing added; nothing where there is no commit record. */
    static PublishedDirectory of(Path root, Collection<String> files, Findings findings, PublicationCheck check)
            throws IOException {
        NavigableSet<String> keys = new TreeSet<>();
        if (files.contains(PublicationKeys.TIMESTAMP)) {
            files.stream().filter(PublicationKeys::isReserved).forEach(keys::add);
        }
        PublishedDirectory published = new PublishedDirectory(root, findings, check, keys);
        published.readRecords();
        return published;
    }

    private void readRecords() throws IOException {
        if (keys.isEmpty()) {
            return;
        }
        commit = check.record(read(PublicationKeys.TIMESTAMP));
        for (String key : keys.tailSet(PublicationKeys.PUBLICATIONS)) {
            if (key.startsWith(PublicationKeys.PUBLICATIONS)) {
                readNote(key);
            }
        }
        if (commit != null && keys.contains(PublicationKeys.ROLLED)) {
            readRolled(commit);
        } else if (commit != null) {
            unfinished(commit);
        }
    }

    private void readNote(String key) throws IOException {
        try {
            PublicationNote note = PublicationNote.parse(key, read(key));
            if (key.equals(PublicationKeys.publication(note.version()))) {
                notes.add(note);
                return;
            }
            foreign(key, "is the note of version " + note.version());
        } catch (ForeignRecordException e) {
            foreign(key, "is no note that Orrery wrote: " + e.what());
        }
    }

    private void readRolled(CommitRecord commit) throws IOException {
        try {
            if (!RolledRecord.parse(read(PublicationKeys.ROLLED)).isOf(commit)) {
                unfinished(commit);
            }
        } catch (ForeignRecordException e) {
            foreign(PublicationKeys.ROLLED, "is no record that Orrery wrote: " + e.what());
        }
    }

    private void unfinished(CommitRecord commit) {
        findings.add(
                Fault.PUBLICATION,
                PublicationKeys.TIMESTAMP,
                "sends readers to version " + commit.version() + ", whose files do not all stand under their names yet",
                "publish the site again: that completes it");
    }

    private void foreign(String key, String what) {
        findings.add(Fault.PUBLICATION, key, what, MEND);
    }

    /** The commit record; none where there is none, or a damaged one. */
    @Nullable
    CommitRecord commit() {
        return commit;
    }

    boolean isPublished() {
        return !keys.isEmpty();
    }

    /** The files that are no part of the site. */
    NavigableSet<String> keys() {
        return keys;
    }

    /** Paths that left the site, and stand there until nobody holds an old page any more. */
    NavigableSet<String> dropped() {
        NavigableSet<String> dropped = new TreeSet<>();
        notes.forEach(note -> dropped.addAll(note.files()));
        return dropped;
    }

    /** Looks at everything but the site's own files, which are compared with what readers are sent to. */
    void verify(Manifest site) throws IOException {
        try {
            keys.parallelStream().forEach(this::checkKey);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        CommitRecord record = commit;
        if (record == null) {
            return;
        }
        PublicationManifest current = check.manifest(
                record, readIfThere(PublicationKeys.manifest(record.manifest().sha256())));
        if (current != null) {
            check.compare(record, current, site);
        }
        Map<String, PublicationManifest> kept = new TreeMap<>();
        if (current != null) {
            kept.put(record.manifest().sha256(), current);
        }
        for (PublicationNote note : notes) {
            boolean isKept = note.version() > record.version() - PublicationNote.KEPT_PUBLICATIONS;
            if (isKept && note.version() != record.version() && !kept.containsKey(note.manifest())) {
                byte[] text = readIfThere(PublicationKeys.manifest(note.manifest()));
                PublicationManifest manifest = check.manifest(note.manifest(), text, "version " + note.version());
                if (manifest != null) {
                    kept.put(note.manifest(), manifest);
                }
            }
        }
        kept.forEach((sum, manifest) -> checkObjects(PublicationKeys.manifest(sum), manifest));
    }

    private void checkObjects(String listedBy, PublicationManifest manifest) {
        PublicationCheck.objects(manifest).forEach((key, sum) -> {
            if (!keys.contains(key)) {
                findings.add(
                        Fault.OBJECT,
                        key,
                        "is missing, though " + listedBy + " names it",
                        "publish the site again: that sends what is missing");
            }
        });
    }

    private void checkKey(String key) {
        if (!key.startsWith("by-hash/") && !key.startsWith(PublicationKeys.MANIFESTS)) {
            return;
        }
        String name = key.substring(key.lastIndexOf('/') + 1);
        boolean isManifest = key.startsWith(PublicationKeys.MANIFESTS);
        String sum = isManifest && name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
        String expected =
                !Sha256.isSum(sum) ? "" : isManifest ? PublicationKeys.manifest(sum) : PublicationKeys.byHash(sum);
        if (!key.equals(expected)) {
            findings.add(
                    Fault.EXTRA_FILE,
                    key,
                    "is in the directory, though no publication has a file of that name there",
                    "remove it");
            return;
        }
        try (InputStream in = Files.newInputStream(root.resolve(key), LinkOption.NOFOLLOW_LINKS)) {
            boolean isCurrent = commit != null && commit.manifest().sha256().equals(sum);
            if (!isCurrent && !Sha256.of(in).equals(sum)) {
                findings.add(
                        isManifest ? Fault.PUBLICATION : Fault.OBJECT,
                        key,
                        "holds other bytes than its name says",
                        MEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte @Nullable [] readIfThere(String key) throws IOException {
        return keys.contains(key) ? read(key) : null;
    }

    private byte[] read(String key) throws IOException {
        return Files.readAllBytes(root.resolve(key));
    }
}
