package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.orrery.testing.FakeClock;
import io.github.orrery.testing.FaultyBucket;
import io.github.orrery.testing.Polling;
import io.github.orrery.testing.PublishedState;
import io.github.orrery.testing.TinySite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What publishing promises, of every kind of place that it publishes to file by file. */
abstract class PublicationContract {
    private static final int PUBLICATIONS = 30;
    private static final int CLIENTS = 8;
    private static final long SEED = 20260101;

    @TempDir
    Path directory;

    final FakeClock clock = new FakeClock();

    /** The place of a name, with what was published there by that name before. */
    abstract Bucket place(String name) throws IOException;

    /** What readers of the place see. */
    abstract Polling.Host host(String name) throws IOException;

    /** After how many of a publication's requests each publisher is killed: each one, or every so many. */
    int stride() {
        return 1;
    }

    /** How often clients at least see files under their names that do not agree; 0 where that is left to chance. */
    int fewestMixes() {
        return 0;
    }

    @Test
    void leavesAWholePublicationWhereverItIsKilled() throws Exception {
        LocalSite first = TinySite.of(directory.resolve("first"), 1);
        LocalSite second = TinySite.of(directory.resolve("second"), 2);
        int requests;
        try (Bucket bucket = place("count")) {
            publisher(bucket).publish(first);
            FaultyBucket counting = FaultyBucket.dyingAt(bucket, Integer.MAX_VALUE, true);
            publisher(counting).publish(second);
            requests = counting.requests();
        }
        for (int k = 0; k < requests; k += stride()) {
            try (Bucket bucket = place("killed-" + k)) {
                publisher(bucket).publish(first);
                try {
                    publisher(FaultyBucket.dyingAt(bucket, k, k % 2 == 0)).publish(second);
                } catch (FaultyBucket.Killed killed) {
                    assertThat(PublishedState.through(bucket).version()).isIn(1L, 2L);
                }
                publisher(bucket).publish(second);
                PublishedState end = PublishedState.through(bucket);
                assertThat(end.version()).as("killed at %s", k).isEqualTo(2);
                assertThat(PublishedState.underNames(bucket)).isEqualTo(end.files());
            }
        }
    }

    @Test
    void whoPublishesInBetweenWinsAndTheOtherSaysSo() throws Exception {
        LocalSite first = TinySite.of(directory.resolve("first"), 1);
        LocalSite second = TinySite.of(directory.resolve("second"), 2);
        LocalSite third = TinySite.of(directory.resolve("third"), 3);
        try (Bucket bucket = place("race")) {
            publisher(bucket).publish(first);
            AtomicInteger manifests = new AtomicInteger();
            FaultyBucket overtaken = new FaultyBucket(bucket, new FaultyBucket.Fault() {
                @Override
                public void before(int request, String key) throws IOException {
                    if (key.startsWith("manifest/") && manifests.incrementAndGet() == 2) { // read first, written later
                        clock.pause(Lease.LIFE);
                        publishInBetween(bucket, third);
                    }
                }

                @Override
                public void after(int request, String key) {
                    // only what comes before matters
                }
            });

            assertThatThrownBy(() -> publisher(overtaken).publish(second)).isInstanceOf(LostRaceException.class);
            PublishedState end = PublishedState.through(bucket);
            assertThat(end.version()).isEqualTo(2);
            assertThat(end.files()).containsEntry("index.html", "<h1>3</h1>");
            assertThat(PublishedState.underNames(bucket)).isEqualTo(end.files());
            publisher(bucket).publish(TinySite.of(directory.resolve("fourth"), 4)); // the loser loses nothing by it
            assertThat(PublishedState.through(bucket).files()).containsEntry("index.html", "<h1>4</h1>");
        }
    }

    private void publishInBetween(Bucket bucket, LocalSite site) throws IOException {
        try {
            publisher(bucket).publish(site);
        } catch (PublishRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Real threads, whose clock runs so fast that each takes the other for dead: the record alone decides. */
    @Test
    void ofTwoThatBeginTogetherEachVersionHasOneWinner() throws Exception {
        List<LocalSite> sites =
                List.of(TinySite.of(directory.resolve("one"), 2), TinySite.of(directory.resolve("other"), 3));
        int winners = 0;
        for (int round = 0; round < 8; round++) {
            String name = "together-" + round;
            try (Bucket bucket = place(name)) {
                publisher(bucket).publish(TinySite.of(directory.resolve("base" + round), 1));
            }
            List<Long> won = atOnce(name, sites);
            try (Bucket bucket = place(name)) {
                PublishedState end = PublishedState.through(bucket);
                assertThat(won).doesNotHaveDuplicates();
                assertThat(end.version()).isEqualTo(1 + won.size());
                publisher(bucket).publish(sites.get(1));
                end = PublishedState.through(bucket);
                assertThat(named(bucket, end)).isEqualTo(end.files());
            }
            winners += won.size();
        }
        assertThat(winners).isBetween(8, 16);
    }

    /** The versions that were published by two publishers that begin at the same moment. */
    private List<Long> atOnce(String name, List<LocalSite> sites) throws Exception {
        CyclicBarrier start = new CyclicBarrier(sites.size());
        ExecutorService threads = Executors.newFixedThreadPool(sites.size());
        List<Callable<Long>> publishers = new ArrayList<>();
        for (LocalSite site : sites) {
            publishers.add(() -> {
                try (Bucket bucket = place(name)) {
                    start.await();
                    return new Publisher(bucket, options(), clock, new Random(sites.indexOf(site)), (p, d, t) -> {})
                            .publish(site)
                            .version();
                } catch (LostRaceException e) {
                    return 0L;
                }
            });
        }
        List<Long> won = new ArrayList<>();
        for (Future<Long> version : threads.invokeAll(publishers)) {
            if (version.get() > 0) {
                won.add(version.get());
            }
        }
        threads.shutdown();
        return won;
    }

    @Test
    void clientsNeverSeeHalfAPublication() throws Exception {
        List<LocalSite> sites = new ArrayList<>();
        for (int i = 1; i <= PUBLICATIONS; i++) {
            sites.add(TinySite.of(directory.resolve("site" + i), i, "kafka", "guest" + i));
        }
        Random random = new Random(SEED);
        int killed = 0;
        try (Bucket bucket = place("polled")) {
            publisher(bucket).publish(sites.get(0));
            Polling polling = Polling.begin(host("polled"), CLIENTS);
            try (polling) {
                for (LocalSite site : sites) {
                    clock.pause(Duration.ofHours(10)); // so that what left is deleted meanwhile
                    try {
                        // Half of them survive: what left is deleted a day after the last one that broke off.
                        int last = random.nextBoolean() ? random.nextInt(100) : Integer.MAX_VALUE;
                        publisher(FaultyBucket.dyingAt(bucket, last, random.nextBoolean()))
                                .publish(site);
                    } catch (FaultyBucket.Killed e) {
                        killed++;
                    }
                    polling.awaitEach();
                }
                publisher(bucket).publish(sites.get(PUBLICATIONS - 1));
                polling.awaitEach();
            }
            assertThat(polling.faults()).isEmpty();
            assertThat(polling.reads()).isGreaterThan(PUBLICATIONS * CLIENTS);
            // Under their names files follow one another, which is why those that must agree are read by the record.
            assertThat(polling.mixes()).isGreaterThanOrEqualTo(fewestMixes());
            assertThat(killed).isBetween(PUBLICATIONS / 3, PUBLICATIONS);
            PublishedState end = PublishedState.through(bucket);
            assertThat(named(bucket, end)).isEqualTo(end.files());
            assertThat(bucket.list("packages/guest1/")).isEmpty();
            assertThat(bucket.list("publications/")).hasSizeLessThan((int) end.version());
        }
    }

    private static Map<String, String> named(Bucket bucket, PublishedState end) throws IOException {
        Map<String, String> named = PublishedState.underNames(bucket);
        named.keySet().retainAll(end.files().keySet()); // what left the site goes a day later
        return named;
    }

    private static PublishOptions options() {
        return new PublishOptions(false, false, true, true, 1);
    }

    private Publisher publisher(Bucket bucket) {
        return new Publisher(bucket, options(), clock, new Random(SEED), (phase, done, total) -> {});
    }
}
