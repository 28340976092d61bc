package io.github.orrery.publish;

import io.github.orrery.publication.CommitRecord;
import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.publication.PublicationManifest;
import io.github.orrery.publication.PublicationNote;
import io.github.orrery.publication.PublishedFile;
import io.github.orrery.publication.PublishedFile.Sum;
import io.github.orrery.publication.Sha256;
import io.github.orrery.publish.PublishAction.Delete;
import io.github.orrery.publish.PublishAction.Put;
import io.github.orrery.publish.PublishResult.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to a bucket so that no reader ever sees half a publication, and so that it may break off anywhere
 * (trust.md 6): the bytes by their hash first, then the manifest, then the commit record by one conditional write, and
 * after that the files under their names, leaves before roots. Whoever publishes next completes what was broken off.
 */
public final class Publisher {
    /** Told how far the work has come. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * Some of a phase is done.
         *
         * @param phase e.g. {@code sending}
         * @param done how many of its parts
         */
        void at(String phase, int done, int total);
    }

    private final Bucket bucket;
    private final PublishOptions options;
    private final PublishClock clock;
    private final Watcher watcher;
    private final String id;

    /** @param random of a seed that differs from publisher to publisher */
    public Publisher(
            Bucket bucket, PublishOptions options, PublishClock clock, RandomGenerator random, Watcher watcher) {
        this.bucket = new RetryingBucket(bucket, clock, random);
        this.options = options;
        this.clock = clock;
        this.watcher = watcher;
        this.id = HexFormat.of().toHexDigits(random.nextLong());
    }

    private interface Work {
        PublishResult run(@Nullable Lease lease) throws IOException, PublishRefusedException;
    }

    /**
     * Publishes a site, or completes its publication.
     *
     * @throws PublishRefusedException where the site looks like a mistake
     * @throws LostRaceException where somebody else published meanwhile
     * @throws IOException where the destination fails
     */
    public PublishResult publish(LocalSite site) throws IOException, PublishRefusedException {
        return working(lease -> {
            Published now = read(lease);
            SortedMap<String, PublishedFile> files =
                    bucket.keepsHeaders() ? site.filesStoredCompressed() : site.files();
            if (files.equals(now.manifest().files())) {
                return carryOut(now, now.manifest(), isAgeing(now), site, lease);
            }
            if (now.commit() == null) {
                new PublishGuards(options)
                        .checkFirst(bucket.name(), now.present().keySet(), files.keySet());
            } else {
                new PublishGuards(options).check(now.manifest(), stored -> object(stored), files, site);
            }
            String previous =
                    now.commit() == null ? null : now.commit().manifest().sha256();
            return carryOut(now, new PublicationManifest(previous, files), true, site, lease);
        });
    }

    /**
     * Sends readers back to the publication before the current one, as a new version.
     *
     * @throws PublishRefusedException where there is none, or its bytes are gone
     */
    public PublishResult rollBack() throws IOException, PublishRefusedException {
        return working(lease -> {
            Published now = read(lease);
            String previous = now.manifest().previous();
            if (previous == null) {
                throw new PublishRefusedException(bucket.name() + ": there is no publication before the current one");
            }
            if (!now.present().containsKey(PublicationKeys.manifest(previous))) {
                throw new PublishRefusedException(
                        bucket.name() + ": the publication before the current one was deleted since; build and publish"
                                + " the older site instead");
            }
            PublicationManifest manifest = Published.manifest(bucket, previous);
            return carryOut(now, manifest, true, null, lease);
        });
    }

    private PublishResult working(Work work) throws IOException, PublishRefusedException {
        if (options.dryRun() || options.singleWriter()) {
            return work.run(null);
        }
        probe();
        try (Lease lease = Lease.take(bucket, clock, id)) {
            return work.run(lease);
        }
    }

    /** Conditional writes are what keeps two publishers apart; a place that ignores the condition is found out here. */
    private void probe() throws IOException {
        boolean isNew = putProbe(1, WriteCondition.IF_ABSENT);
        boolean heedsAbsence = !isNew || !putProbe(2, WriteCondition.IF_ABSENT);
        if (!heedsAbsence || putProbe(3, new WriteCondition.IfMatch("\"no such etag\""))) {
            throw new BucketException(
                    bucket.name() + ": the endpoint has no conditional writes, so two publishers could mix;"
                            + " where you are sure that there is only one, add --single-writer",
                    false);
        }
    }

    /** Whether the condition held, or was ignored. Each text is written once only, so that retries tell no lies. */
    private boolean putProbe(int number, WriteCondition condition) throws IOException {
        byte[] text = ("{\"probe\":\"" + id + "-" + number + "\"}").getBytes(StandardCharsets.US_ASCII);
        try {
            bucket.put(PublicationKeys.PROBE, ObjectContent.of(text), ObjectHeaders.RECORD, condition);
            return true;
        } catch (ConditionFailedException e) {
            return false;
        }
    }

    /** What is there; the note of the current publication is made up for before anything else is written. */
    private Published read(@Nullable Lease lease) throws IOException {
        watcher.at("looking at " + bucket.name(), 0, 0);
        Published now = Published.read(bucket, clock.now());
        if (now.noteMissing() && !options.dryRun()) {
            renew(lease);
            putNote(now.notes().get(now.notes().size() - 1));
        }
        return now;
    }

    /** Whether readers would soon doubt that the publication is the newest. */
    private boolean isAgeing(Published now) {
        return now.commit() == null
                || !clock.now().isBefore(now.commit().created().plus(CommitRecord.FRESH.dividedBy(2)));
    }

    private byte[] object(Sum stored) throws IOException {
        String key = PublicationKeys.byHash(stored.sha256());
        Bucket.Stored found =
                bucket.get(key).orElseThrow(() -> new IOException(key + " is missing at " + bucket.name()));
        if (!Sha256.of(found.bytes()).equals(stored.sha256())) {
            throw new IOException(key + " at " + bucket.name() + " holds other bytes than its name says");
        }
        return found.bytes();
    }

    private PublishResult carryOut(
            Published now,
            PublicationManifest manifest,
            boolean commits,
            @Nullable LocalSite site,
            @Nullable Lease lease)
            throws IOException, PublishRefusedException {
        byte[] text = manifest.bytes();
        Sum sum = new Sum(Sha256.of(text), text.length);
        long version = now.version() + (commits ? 1 : 0);
        List<PublicationNote> notes = new ArrayList<>(now.notes());
        if (commits) {
            // What the current publication alone names is dropped just now, and must not count as nobody's.
            notes.add(PublicationNote.of(
                    CommitRecord.of(version, clock.now(), sum, id), clock.now(), manifest, now.manifest()));
        }
        Instant wholeSince = now.wholeSince(clock.now());
        List<Delete> deletions =
                Sweep.due(notes, version, sum.sha256(), manifest.files(), now.present(), wholeSince, clock.now());
        NavigableSet<String> staying = new TreeSet<>(now.present().keySet());
        deletions.forEach(deletion -> staying.remove(deletion.key()));
        boolean earlierAreDone = now.commit() == null || now.isRolled();
        PublishPlan plan = PublishPlan.of(
                commits,
                manifest.files(),
                now.known(),
                now.manifest().files(),
                now.present(),
                deletions,
                notes.isEmpty() || (earlierAreDone && !commits)
                        ? List.of()
                        : Tombstone.due(notes, manifest.files(), staying, earlierAreDone));
        if (options.dryRun()) {
            return new PublishResult(Outcome.PLANNED, version, plan);
        }
        if (plan.isEmpty() && now.isRolled()) {
            return new PublishResult(Outcome.UNCHANGED, version, plan);
        }
        sendObjects(plan, site, lease);
        CommitRecord commit = now.commit();
        if (commits || commit == null) {
            commit = commit(now, manifest, text, sum, version, lease);
        }
        Set<String> published = now.manifest().files().keySet();
        Set<String> present = now.present().keySet();
        boolean placed = new RollForward(bucket, options, watcher, lease, clock, wholeSince)
                .run(commit, manifest, plan, path -> PublishPlan.isNew(path, published, present));
        if (!placed) {
            return new PublishResult(Outcome.OVERTAKEN, version, plan);
        }
        if (!sweep(commit, plan.deletions(), lease)) {
            return new PublishResult(Outcome.OVERTAKEN, version, plan);
        }
        return new PublishResult(commits ? Outcome.PUBLISHED : Outcome.COMPLETED, version, plan);
    }

    private void sendObjects(PublishPlan plan, @Nullable LocalSite site, @Nullable Lease lease)
            throws IOException, PublishRefusedException {
        List<Put> missing = plan.objectsToSend();
        if (site == null && !missing.isEmpty()) {
            throw new PublishRefusedException(
                    bucket.name() + ": " + missing.get(0).key()
                            + " of that publication was deleted since; build and publish the older site instead");
        }
        if (site == null) {
            return;
        }
        InParallel.run(options.parallelism(), "sending", missing, watcher, put -> {
            renew(lease);
            ObjectContent content = site.content(put.bytes());
            try {
                bucket.put(put.key(), content, put.headers(), unless(WriteCondition.IF_ABSENT));
            } catch (ConditionFailedException e) {
                proveEqual(put.key(), content);
            }
        });
        // Right before the commit, also those that were there already: another publisher may have swept.
        SortedMap<String, Bucket.Listed> present = bucket.list(PublicationKeys.BY_HASH);
        for (PublishAction action : plan.objects()) {
            if (!present.containsKey(action.key())) {
                throw new LostRaceException(bucket.name() + ": " + action.key()
                        + " was deleted while we published; nothing was changed, publish again");
            }
        }
    }

    private void proveEqual(String key, ObjectContent content) throws IOException {
        Optional<Bucket.Head> head = bucket.head(key);
        boolean equal = head.isPresent()
                && head.get().size() == content.size()
                && (head.get().sha256() == null
                        || content.sha256().equals(head.get().sha256()));
        if (!equal) {
            throw new IOException(key + " at " + bucket.name() + " holds other bytes than its name says; remove it");
        }
    }

    private CommitRecord commit(
            Published now, PublicationManifest manifest, byte[] text, Sum sum, long version, @Nullable Lease lease)
            throws IOException {
        watcher.at("committing", 0, 0);
        renew(lease);
        ObjectContent content = ObjectContent.of(text);
        String key = PublicationKeys.manifest(sum.sha256());
        try {
            bucket.put(key, content, ObjectHeaders.IMMUTABLE_JSON, unless(WriteCondition.IF_ABSENT));
        } catch (ConditionFailedException e) {
            proveEqual(key, content);
        }
        renew(lease);
        Instant time = clock.now();
        CommitRecord commit = CommitRecord.of(version, time, sum, id);
        try {
            bucket.put(
                    PublicationKeys.TIMESTAMP,
                    ObjectContent.of(commit.bytes()),
                    ObjectHeaders.RECORD,
                    unless(now.commit() == null ? WriteCondition.IF_ABSENT : new WriteCondition.IfMatch(now.etag())));
        } catch (ConditionFailedException e) {
            throw new LostRaceException(bucket.name() + ": somebody else published version " + version
                    + " meanwhile; nothing that readers see was changed, publish again");
        }
        putNote(PublicationNote.of(commit, clock.now(), manifest, now.manifest()));
        return commit;
    }

    private void putNote(PublicationNote note) throws IOException {
        ObjectContent content = ObjectContent.of(note.bytes());
        try {
            bucket.put(
                    PublicationKeys.publication(note.version()),
                    content,
                    ObjectHeaders.IMMUTABLE_JSON,
                    unless(WriteCondition.IF_ABSENT));
        } catch (ConditionFailedException e) {
            return; // the publisher after us has made up for it
        }
    }

    /** Deletes only while nobody else is at work, who may just be about to name what goes. */
    private boolean sweep(CommitRecord commit, List<Delete> deletions, @Nullable Lease lease) throws IOException {
        int done = 0;
        for (Delete deletion : deletions) {
            try {
                renew(lease);
            } catch (LostRaceException e) {
                return false;
            }
            bucket.delete(deletion.key());
            CommitRecord current = Published.current(bucket);
            if (current.version() != commit.version()) {
                restore(
                        deletion.key(),
                        Published.manifest(bucket, current.manifest().sha256()));
                return false;
            }
            watcher.at("deleting", ++done, deletions.size());
        }
        return true;
    }

    /** Puts back what a newer publication names, which was committed while we were about to delete. */
    private void restore(String key, PublicationManifest newer) throws IOException {
        PublishedFile named = newer.files().get(key);
        if (named != null) {
            bucket.copy(PublicationKeys.byHash(named.stored().sha256()), key, ObjectHeaders.of(named));
            return;
        }
        for (Map.Entry<String, PublishedFile> file : newer.files().entrySet()) {
            Sum stored = file.getValue().stored();
            boolean isOfIt = PublicationKeys.byHash(stored.sha256()).equals(key);
            if (isOfIt
                    && bucket.head(file.getKey())
                            .filter(head -> stored.sha256().equals(head.sha256()))
                            .isPresent()) {
                bucket.copy(file.getKey(), key, ObjectHeaders.BY_HASH);
                return;
            }
        }
    }

    private WriteCondition unless(WriteCondition condition) {
        return options.singleWriter() ? WriteCondition.ALWAYS : condition;
    }

    private static void renew(@Nullable Lease lease) throws IOException {
        if (lease != null) {
            lease.renew();
        }
    }
}
