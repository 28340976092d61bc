package io.github.orrery.publish;

import io.github.orrery.publication.Sha256;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;

/**
 * A bucket whose passing failures are tried again, with pauses that grow and differ from publisher to publisher
 * (trust.md C8). A conditional write that failed may have happened all the same: it counts as done where the object
 * then holds the very bytes.
 */
final class RetryingBucket implements Bucket {
    static final int ATTEMPTS = 6;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Bucket bucket;
    private final PublishClock clock;
    private final RandomGenerator random;

    RetryingBucket(Bucket bucket, PublishClock clock, RandomGenerator random) {
        this.bucket = bucket;
        this.clock = clock;
        this.random = random;
    }

    private interface Call<T> {
        /** @param again whether an earlier attempt may have happened */
        T run(boolean again) throws IOException;
    }

    @Override
    public SortedMap<String, Listed> list(String prefix) throws IOException {
        return trying(again -> bucket.list(prefix));
    }

    @Override
    public Optional<Stored> get(String key) throws IOException {
        return trying(again -> bucket.get(key));
    }

    @Override
    public Optional<Head> head(String key) throws IOException {
        return trying(again -> bucket.head(key));
    }

    @Override
    public String put(String key, ObjectContent content, ObjectHeaders headers, WriteCondition condition)
            throws IOException {
        return trying(again -> {
            try {
                return bucket.put(key, content, headers, condition);
            } catch (ConditionFailedException e) {
                Optional<Head> head = again ? bucket.head(key) : Optional.empty();
                if (head.isPresent() && content.sha256().equals(sum(key, head.get()))) {
                    return head.get().etag();
                }
                throw e;
            } catch (BucketException e) {
                if (!e.isPassing()) {
                    throw e;
                }
                return outcome(key, content, condition, e);
            }
        });
    }

    /**
     * What became of a write without an answer. A server that refuses before it has read the content may cut the line,
     * so that its refusal never arrives; trying again would end the same way.
     */
    private String outcome(String key, ObjectContent content, WriteCondition condition, BucketException unanswered)
            throws IOException {
        if (condition instanceof WriteCondition.Always) {
            throw unanswered;
        }
        Optional<Head> head;
        try {
            head = bucket.head(key);
        } catch (BucketException e) {
            unanswered.addSuppressed(e);
            throw unanswered;
        }
        if (head.isPresent() && content.sha256().equals(sum(key, head.get()))) {
            return head.get().etag();
        }
        boolean mayStillHold = condition instanceof WriteCondition.IfMatch match
                ? head.isPresent() && head.get().etag().equals(match.etag())
                : head.isEmpty();
        if (mayStillHold) {
            throw unanswered;
        }
        throw new ConditionFailedException(key);
    }

    private String sum(String key, Head head) throws IOException {
        if (head.sha256() != null) {
            return head.sha256();
        }
        Optional<Stored> stored = bucket.get(key);
        return stored.isPresent() ? Sha256.of(stored.get().bytes()) : "";
    }

    @Override
    public void copy(String from, String to, ObjectHeaders headers) throws IOException {
        trying(again -> {
            bucket.copy(from, to, headers);
            return true;
        });
    }

    @Override
    public void delete(String key) throws IOException {
        trying(again -> {
            bucket.delete(key);
            return true;
        });
    }

    private <T> T trying(Call<T> call) throws IOException {
        for (int failed = 0; ; failed++) {
            try {
                return call.run(failed > 0);
            } catch (BucketException e) {
                if (!e.isPassing()
                        || failed + 1 == ATTEMPTS
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                clock.pause(pause(failed));
            }
        }
    }

    private Duration pause(int failed) {
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << failed);
        synchronized (random) {
            return Duration.ofMillis(random.nextLong(longest + 1));
        }
    }

    @Override
    public boolean keepsHeaders() {
        return bucket.keepsHeaders();
    }

    @Override
    public String name() {
        return bucket.name();
    }

    @Override
    public void close() throws IOException {
        bucket.close();
    }
}
