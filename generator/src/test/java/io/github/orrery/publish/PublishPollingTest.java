package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.FakeClock;
import io.github.orrery.testing.InMemoryBucket;
import io.github.orrery.testing.Polling;
import io.github.orrery.testing.TinySite;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients of {@link PublicationContract} see what they shall see. */
class PublishPollingTest {
    private static final long SEED = 20260101;

    @TempDir
    Path directory;

    private final FakeClock clock = new FakeClock();

    /** The negative control: whoever deletes at once what a publication dropped breaks readers that are under way. */
    @Test
    void clientsAreBrokenWhereNothingIsKeptForThem() throws Exception {
        InMemoryBucket bucket = new InMemoryBucket(clock);
        Polling.Host slow = key -> {
            Optional<Polling.Answer> answer =
                    InMemoryPublicationTest.host(bucket).get(key);
            if (key.equals("timestamp.json")) {
                bucket.list("by-hash/").keySet().forEach(bucket::delete);
            }
            return answer;
        };
        publisher(bucket).publish(TinySite.of(directory.resolve("site"), 1));
        try (Polling polling = Polling.begin(slow, 1)) {
            while (polling.faults().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(polling.faults().toString()).contains("is named and missing");
        }
    }

    private Publisher publisher(Bucket bucket) {
        return new Publisher(
                bucket, new PublishOptions(false, false, false, false, 1), clock, new Random(SEED), (p, d, t) -> {});
    }
}
