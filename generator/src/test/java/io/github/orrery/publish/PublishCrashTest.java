package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.publication.PublishedFile;
import io.github.orrery.publish.PublishResult.Outcome;
import io.github.orrery.testing.FakeClock;
import io.github.orrery.testing.FaultyBucket;
import io.github.orrery.testing.InMemoryBucket;
import io.github.orrery.testing.PublishedState;
import io.github.orrery.testing.TinySite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher that breaks off at any request leaves a whole publication behind, and the next one completes it. */
class PublishCrashTest {
    private static final PublishOptions ONE_AT_A_TIME = new PublishOptions(false, false, false, false, 1);

    @TempDir
    Path directory;

    private final FakeClock clock = new FakeClock();
    private LocalSite first;
    private LocalSite second;
    private InMemoryBucket before;
    private PublishedState old;

    @BeforeEach
    void publishTheFirst() throws Exception {
        first = TinySite.of(directory.resolve("first"), 1);
        second = TinySite.of(directory.resolve("second"), 2);
        before = new InMemoryBucket(clock);
        publisher(before).publish(first);
        old = PublishedState.through(before);
    }

    private Publisher publisher(Bucket bucket) {
        return new Publisher(bucket, ONE_AT_A_TIME, clock, new Random(1), (phase, done, total) -> {});
    }

    private int requestsOf(LocalSite site, InMemoryBucket bucket) throws Exception {
        FaultyBucket counting = FaultyBucket.dyingAt(bucket.copy(), Integer.MAX_VALUE, true);
        publisher(counting).publish(site);
        return counting.requests();
    }

    @Test
    void leavesTheOldOrTheNewPublicationWholeWhereverItIsKilled() throws Exception {
        InMemoryBucket clean = before.copy();
        publisher(clean).publish(second);
        PublishedState wanted = PublishedState.through(clean);
        int requests = requestsOf(second, before);
        assertThat(requests).isGreaterThan(30);
        int stayed = 0;
        for (int k = 0; k < requests; k++) {
            for (boolean beforeIt : new boolean[] {true, false}) {
                InMemoryBucket bucket = before.copy();
                try {
                    publisher(FaultyBucket.dyingAt(bucket, k, beforeIt)).publish(second);
                    assertThat(k).as("survives only when all is done").isEqualTo(requests);
                } catch (FaultyBucket.Killed killed) {
                    stayed += 0;
                }
                PublishedState left = PublishedState.through(bucket);
                assertThat(left).as("killed at %s", k).isIn(old, wanted);
                stayed += left.equals(old) ? 1 : 0;

                publisher(bucket).publish(second);
                assertThat(PublishedState.through(bucket))
                        .as("completed after %s", k)
                        .isEqualTo(wanted);
                assertThat(PublishedState.underNames(bucket))
                        .as("placed after %s", k)
                        .isEqualTo(wanted.files());
                assertThat(keys(bucket)).as("left over after %s", k).isEqualTo(keys(clean));
            }
        }
        assertThat(stayed).isBetween(1, 2 * requests - 1);
    }

    @Test
    void completesAFirstPublicationThatWasKilled() throws Exception {
        InMemoryBucket empty = new InMemoryBucket(clock);
        int requests = requestsOf(first, empty);
        for (int k = 0; k < requests; k++) {
            InMemoryBucket bucket = empty.copy();
            try {
                publisher(FaultyBucket.dyingAt(bucket, k, false)).publish(first);
            } catch (FaultyBucket.Killed killed) {
                assertThat(PublishedState.through(bucket).version()).isIn(0L, 1L);
            }
            publisher(bucket).publish(first);
            assertThat(PublishedState.through(bucket)).isEqualTo(old);
            assertThat(PublishedState.underNames(bucket)).isEqualTo(old.files());
        }
    }

    @Test
    void anotherSiteAfterAKillLeavesNothingOfTheBrokenOneUnderNames() throws Exception {
        int requests = requestsOf(second, before);
        LocalSite third = TinySite.of(directory.resolve("third"), 3);
        for (int k = 0; k < requests; k++) {
            InMemoryBucket bucket = before.copy();
            try {
                publisher(FaultyBucket.dyingAt(bucket, k, false)).publish(second);
            } catch (FaultyBucket.Killed killed) {
                assertThat(PublishedState.through(bucket).version()).isIn(1L, 2L);
            }
            publisher(bucket).publish(third);
            assertThat(PublishedState.underNames(bucket))
                    .isEqualTo(PublishedState.through(bucket).files());
        }
    }

    @Test
    void anAnswerThatGetsLostCountsAsWritten() throws Exception {
        int requests = requestsOf(second, before);
        for (int k = 0; k < requests; k++) {
            int lost = k;
            InMemoryBucket bucket = before.copy();
            PublishResult result = publisher(new FaultyBucket(bucket, failing(lost, false, true)))
                    .publish(second);
            assertThat(result.outcome()).isEqualTo(Outcome.PUBLISHED);
            PublishedState state = PublishedState.through(bucket);
            assertThat(state.version()).as("answer %s lost", k).isEqualTo(2);
            assertThat(PublishedState.underNames(bucket)).isEqualTo(state.files());
        }
    }

    @Test
    void aFailureThatPassesIsTriedAgain() throws Exception {
        int requests = requestsOf(second, before);
        for (int k = 0; k < requests; k++) {
            InMemoryBucket bucket = before.copy();
            publisher(new FaultyBucket(bucket, failing(k, true, true))).publish(second);
            assertThat(PublishedState.through(bucket).version()).isEqualTo(2);
        }
    }

    @Test
    void aRefusalEndsItAndChangesNothingHalf() throws Exception {
        int requests = requestsOf(second, before);
        for (int k = 0; k < requests; k++) {
            InMemoryBucket bucket = before.copy();
            String said = "";
            try {
                publisher(new FaultyBucket(bucket, failing(k, true, false))).publish(second);
            } catch (IOException e) {
                said = e.getMessage();
            }
            assertThat(said).as("refused at %s", k).contains("403");
            assertThat(PublishedState.through(bucket).version()).isIn(1L, 2L);
            clock.pause(Lease.LIFE);
            publisher(bucket).publish(second);
            assertThat(PublishedState.underNames(bucket))
                    .isEqualTo(PublishedState.through(bucket).files());
        }
    }

    /** The harness sees what it shall see: files replaced under their names alone are half new when that breaks off. */
    @Test
    void aPublisherWithoutACommitRecordIsCaught() throws Exception {
        Map<String, String> whole = old.files();
        Map<String, String> next = new TreeMap<>();
        InMemoryBucket clean = before.copy();
        publisher(clean).publish(second);
        next.putAll(PublishedState.through(clean).files());
        int mixed = 0;
        for (int k = 1; k < second.files().size(); k++) {
            InMemoryBucket bucket = new InMemoryBucket(clock);
            copyIndexLast(first, bucket, Integer.MAX_VALUE);
            copyIndexLast(second, bucket, k);
            Map<String, String> seen = PublishedState.underNames(bucket);
            mixed += seen.equals(whole) || seen.equals(next) ? 0 : 1;
        }
        assertThat(mixed).isGreaterThan(second.files().size() / 2);
    }

    private static void copyIndexLast(LocalSite site, Bucket bucket, int most) throws IOException {
        int done = 0;
        for (String path : site.files().keySet().stream()
                .sorted(RollForwardOrder.of(path -> true))
                .toList()) {
            if (done++ < most) {
                PublishedFile file = site.files().get(path);
                bucket.put(path, site.content(file.content()), ObjectHeaders.of(file), WriteCondition.ALWAYS);
            }
        }
    }

    private static FaultyBucket.Fault failing(int k, boolean beforeIt, boolean passing) {
        BucketException failure = new BucketException(passing ? "503 SlowDown" : "403 AccessDenied", passing);
        return new FaultyBucket.Fault() {
            @Override
            public void before(int request, String key) throws IOException {
                if (request == k && beforeIt) {
                    throw failure;
                }
            }

            @Override
            public void after(int request, String key) throws IOException {
                if (request == k && !beforeIt) {
                    throw failure;
                }
            }
        };
    }

    private static Map<String, Long> keys(Bucket bucket) throws IOException {
        Map<String, Long> keys = new TreeMap<>();
        bucket.list("").forEach((key, listed) -> keys.put(key, listed.size()));
        return keys;
    }
}
