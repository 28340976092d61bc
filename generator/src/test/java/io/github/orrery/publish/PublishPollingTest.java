package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.FakeClock;
import io.github.orrery.testing.FaultyBucket;
import io.github.orrery.testing.InMemoryBucket;
import io.github.orrery.testing.Polling;
import io.github.orrery.testing.PublishedState;
import io.github.orrery.testing.S3Server;
import io.github.orrery.testing.TinySite;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While publication follows publication, each killed somewhere, clients see whole files that never go back. */
class PublishPollingTest {
    private static final int PUBLICATIONS = 30;
    private static final int CLIENTS = 8;
    private static final long SEED = 20260101;

    @TempDir
    Path directory;

    private final FakeClock clock = new FakeClock();

    @Test
    void clientsNeverSeeHalfAPublication() throws Exception {
        InMemoryBucket bucket = new InMemoryBucket(clock);
        Polling polling = publishWhilePolled(bucket, inMemory(bucket));

        assertThat(polling.faults()).isEmpty();
        assertThat(polling.reads()).isGreaterThan(PUBLICATIONS * CLIENTS);
        // Under their names files follow one another, which is why those that must agree are read through the record.
        assertThat(polling.mixes()).isGreaterThan(0);
    }

    @Test
    @Tag("s3")
    void clientsOfObjectStorageNeverSeeHalfAPublication() throws Exception {
        try (S3Bucket bucket = S3Server.get().bucket("polled")) {
            Polling polling = publishWhilePolled(bucket, overHttp(S3Server.get()));

            assertThat(polling.faults()).isEmpty();
            assertThat(polling.reads()).isGreaterThan(PUBLICATIONS);
        }
    }

    /** The negative control: whoever deletes at once what a publication dropped breaks readers that are under way. */
    @Test
    void clientsAreBrokenWhereNothingIsKeptForThem() throws Exception {
        InMemoryBucket bucket = new InMemoryBucket(clock);
        Polling.Host slow = key -> {
            Optional<Polling.Answer> answer = inMemory(bucket).get(key);
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

    private Polling publishWhilePolled(Bucket bucket, Polling.Host host) throws Exception {
        List<LocalSite> sites = new ArrayList<>();
        for (int i = 1; i <= PUBLICATIONS; i++) {
            sites.add(TinySite.of(directory.resolve("site" + i), i));
        }
        publisher(bucket).publish(sites.get(0));
        Random random = new Random(SEED);
        int killed = 0;
        Polling polling = Polling.begin(host, CLIENTS);
        try (polling) {
            for (LocalSite site : sites) {
                try {
                    publisher(FaultyBucket.dyingAt(bucket, random.nextInt(60), random.nextBoolean()))
                            .publish(site);
                } catch (FaultyBucket.Killed e) {
                    killed++;
                }
                polling.awaitReads(polling.reads() + CLIENTS);
            }
            publisher(bucket).publish(sites.get(PUBLICATIONS - 1));
            polling.awaitReads(polling.reads() + CLIENTS);
        }
        assertThat(killed).isBetween(PUBLICATIONS / 2, PUBLICATIONS);
        PublishedState end = PublishedState.through(bucket);
        assertThat(PublishedState.underNames(bucket)).isEqualTo(end.files());
        return polling;
    }

    private Publisher publisher(Bucket bucket) {
        return new Publisher(
                bucket, new PublishOptions(false, false, false, false, 1), clock, new Random(SEED), (p, d, t) -> {});
    }

    private static Polling.Host inMemory(InMemoryBucket bucket) {
        return key -> bucket.served(key)
                .map(served -> new Polling.Answer(
                        served.headers().contentType(),
                        served.headers().contentEncoding() == null
                                ? ""
                                : served.headers().contentEncoding(),
                        served::bytes));
    }

    private static Polling.Host overHttp(S3Server server) {
        return key -> {
            HttpResponse<byte[]> answer = server.fetch("polled/" + key);
            return answer.statusCode() == 404
                    ? Optional.empty()
                    : Optional.of(new Polling.Answer(
                            answer.headers().firstValue("Content-Type").orElse(""),
                            answer.headers().firstValue("Content-Encoding").orElse(""),
                            answer::body));
        };
    }
}
