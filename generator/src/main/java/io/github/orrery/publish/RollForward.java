package io.github.orrery.publish;

import io.github.orrery.publish.PublishAction.Put;
import java.io.IOException;
import java.util.List;
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
    private volatile boolean isOvertaken;
    private volatile boolean isAlone;

    RollForward(Bucket bucket, PublishOptions options, Publisher.Watcher watcher, @Nullable Lease lease) {
        this.bucket = bucket;
        this.options = options;
        this.watcher = watcher;
        this.lease = lease;
    }

    /**
     * Writes the files in their order.
     *
     * @return whether all of them stand there now; false where a newer publication was committed, which then writes
     *     all files itself
     */
    boolean run(CommitRecord commit, PublicationManifest manifest, List<Put> files) throws IOException {
        Target ours = new Target(commit, manifest);
        isOvertaken = isNewer(current(), ours);
        for (int rank = 0; rank < RollForwardOrder.RANKS && !isOvertaken; rank++) {
            int wanted = rank;
            List<Put> ranked = files.stream()
                    .filter(put -> RollForwardOrder.rank(put.key()) == wanted)
                    .toList();
            InParallel.run(options.parallelism(), "placing", ranked, watcher, put -> place(put.key(), ours));
        }
        if (isOvertaken || isNewer(current(), ours)) {
            return false;
        }
        bucket.put(
                BucketKeys.ROLLED,
                ObjectContent.of(Publisher.rolled(commit)),
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
            if (file == null) {
                return;
            }
            bucket.copy(BucketKeys.byHash(file.stored().sha256()), path, file.headers());
            CommitRecord current = current();
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

    private CommitRecord current() throws IOException {
        return CommitRecord.parse(bucket.get(BucketKeys.TIMESTAMP)
                .orElseThrow(() -> new IOException(BucketKeys.TIMESTAMP + " is gone from " + bucket.name()))
                .bytes());
    }

    private static boolean isNewer(CommitRecord current, Target target) {
        return current.version() != target.commit().version();
    }
}
