package io.github.orrery.publish;

import io.github.orrery.publication.CommitRecord;
import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.publication.PublicationManifest;
import io.github.orrery.publication.PublishedFile;
import io.github.orrery.publication.RolledRecord;
import io.github.orrery.publish.PublishAction.Put;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of a committed publication under their names, each copied from its bytes by hash. After each one it
 * looks whether a newer publication was committed meanwhile; what we wrote last is then replaced by what that one says,
 * so that a publisher that was away for long leaves nothing old behind.
 */
final class RollForward {
    /** A publication that readers are sent to. */
    private record Target(CommitRecord commit, PublicationManifest manifest) {}

    private final Bucket bucket;
    private final PublishOptions options;
    private final Publisher.Watcher watcher;
    private final @Nullable Lease lease;
    private final PublishClock clock;
    private final Instant wholeSince;
    private volatile boolean isOvertaken;
    private volatile boolean isAlone;

    /** @param wholeSince when files under their names last were of a broken publication */
    RollForward(
            Bucket bucket,
            PublishOptions options,
            Publisher.Watcher watcher,
            @Nullable Lease lease,
            PublishClock clock,
            Instant wholeSince) {
        this.bucket = bucket;
        this.options = options;
        this.watcher = watcher;
        this.lease = lease;
        this.clock = clock;
        this.wholeSince = wholeSince;
    }

    /**
     * Writes the files in their order, then the pages in the place of those that left.
     *
     * @param isNew whether nothing refers to a path yet
     *
     * @return whether all of them stand there now; false where a newer publication was committed, which then writes
     *     all files itself
     */
    boolean run(CommitRecord commit, PublicationManifest manifest, PublishPlan plan, Predicate<String> isNew)
            throws IOException {
        Target ours = new Target(commit, manifest);
        isOvertaken = isNewer(Published.current(bucket), ours);
        for (int turn = 0; turn < RollForwardOrder.TURNS && !isOvertaken; turn++) {
            int current = turn;
            List<String> files = plan.filesToWrite().stream()
                    .map(Put::key)
                    .filter(path -> RollForwardOrder.turn(path, isNew.test(path)) == current)
                    .toList();
            InParallel.run(options.parallelism(), "placing", files, watcher, path -> place(path, ours));
        }
        InParallel.run(options.parallelism(), "replacing", plan.tombstones(), watcher, path -> place(path, ours));
        if (isOvertaken || isNewer(Published.current(bucket), ours)) {
            return false;
        }
        Instant end = clock.now();
        // While files are placed for so long, those under their names are of two publications as after a break.
        Instant since = end.isAfter(commit.created().plus(Sweep.MARGIN))
                        && !plan.filesToWrite().isEmpty()
                ? end
                : wholeSince;
        bucket.put(
                PublicationKeys.ROLLED,
                ObjectContent.of(
                        new RolledRecord(commit.version(), commit.manifest().sha256(), since).bytes()),
                ObjectHeaders.RECORD,
                WriteCondition.ALWAYS);
        return true;
    }

    private void place(String path, Target ours) throws IOException {
        if (isOvertaken) {
            return;
        }
        keepLease();
        Target target = ours;
        while (true) {
            PublishedFile file = target.manifest().files().get(path);
            if (file != null) {
                bucket.copy(PublicationKeys.byHash(file.stored().sha256()), path, ObjectHeaders.of(file));
            } else if (target.equals(ours)) {
                bucket.put(
                        path,
                        Tombstone.page(path, target.manifest().files()),
                        Tombstone.HEADERS,
                        WriteCondition.ALWAYS);
            } else {
                return;
            }
            CommitRecord current = Published.current(bucket);
            if (!isNewer(current, target)) {
                return;
            }
            isOvertaken = true;
            target = new Target(
                    current, Published.manifest(bucket, current.manifest().sha256()));
        }
    }

    /** Whoever has taken over does no harm: it writes the same, or has committed what we then find. */
    private void keepLease() throws IOException {
        if (lease != null && !isAlone) {
            try {
                lease.renew();
            } catch (LostRaceException e) {
                isAlone = true;
            }
        }
    }

    private static boolean isNewer(CommitRecord current, Target target) {
        return current.version() != target.commit().version();
    }
}
