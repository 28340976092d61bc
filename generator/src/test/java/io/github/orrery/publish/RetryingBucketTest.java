package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.orrery.testing.FakeClock;
import io.github.orrery.testing.InMemoryBucket;
import io.github.orrery.testing.PublishedState;
import io.github.orrery.testing.TinySite;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryingBucketTest {
    private final FakeClock clock = new FakeClock();
    private final InMemoryBucket there = new InMemoryBucket(clock);

    /** Some servers refuse before they have read the content and cut the line, so that the refusal never arrives. */
    @Test
    void aRefusalThatNeverArrivesIsFoundOut() throws Exception {
        Bucket bucket = new RetryingBucket(refusingSilently(there), clock, new Random(1));
        String first = bucket.put("a", BucketContract.text("one"), ObjectHeaders.RECORD, WriteCondition.IF_ABSENT);
        bucket.put("a", BucketContract.text("two"), ObjectHeaders.RECORD, new WriteCondition.IfMatch(first));
        Instant begin = clock.now();

        assertThatThrownBy(() ->
                        bucket.put("a", BucketContract.text("three"), ObjectHeaders.RECORD, WriteCondition.IF_ABSENT))
                .isInstanceOf(ConditionFailedException.class);
        assertThatThrownBy(() -> bucket.put(
                        "a", BucketContract.text("three"), ObjectHeaders.RECORD, new WriteCondition.IfMatch(first)))
                .isInstanceOf(ConditionFailedException.class);
        assertThat(clock.now()).as("nothing to wait for").isEqualTo(begin);
        assertThat(there.get("a").orElseThrow().bytes()).asString().isEqualTo("two");
    }

    @Test
    void aSiteIsPublishedWhereRefusalsNeverArrive(@TempDir Path directory) throws Exception {
        PublishOptions options = new PublishOptions(false, false, false, false, 1);
        for (int i = 1; i <= 2; i++) {
            new Publisher(refusingSilently(there), options, clock, new Random(i), (phase, done, total) -> {})
                    .publish(TinySite.of(directory.resolve("site" + i), i));
        }

        assertThat(PublishedState.through(there).version()).isEqualTo(2);
    }

    @Test
    void waitsLongerEachTimeAndGivesUp() {
        Bucket down = (Bucket) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Bucket.class}, (proxy, method, arguments) -> {
                    throw new BucketException("503 SlowDown", true);
                });
        Instant begin = clock.now();

        assertThatThrownBy(() -> new RetryingBucket(down, clock, new Random(7)).get("a"))
                .hasMessage("503 SlowDown");
        assertThat(Duration.between(begin, clock.now())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(16));
    }

    private Bucket refusingSilently(Bucket bucket) {
        return (Bucket) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Bucket.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(bucket, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() instanceof ConditionFailedException
                                ? new BucketException("the line was cut", true)
                                : e.getCause();
                    }
                });
    }
}
