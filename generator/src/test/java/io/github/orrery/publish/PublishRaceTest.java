package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.FakeClock;
import io.github.orrery.testing.FaultyBucket;
import io.github.orrery.testing.InMemoryBucket;
import io.github.orrery.testing.PublishedState;
import io.github.orrery.testing.TinySite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several publishers at once, one request at a time in an order drawn from a seed; some seeds let one sleep so long
 * that another takes it for dead.
 */
class PublishRaceTest {
    private static final PublishOptions ONE_AT_A_TIME = new PublishOptions(false, false, false, false, 1);

    @TempDir
    Path directory;

    /** Lets one of several threads run at a time; each request hands over to one that is drawn. */
    private static final class Turns {
        private final Random random;
        private final List<Semaphore> gates = new ArrayList<>();
        private final List<Integer> running = new ArrayList<>();
        private final Map<Integer, Integer> asleepUntil = new TreeMap<>();
        private int turn;

        Turns(long seed, int threads) {
            random = new Random(seed);
            for (int i = 0; i < threads; i++) {
                gates.add(new Semaphore(0));
                running.add(i);
            }
        }

        void begin() {
            turn++;
            List<Integer> awake = running.stream()
                    .filter(thread -> asleepUntil.getOrDefault(thread, 0) <= turn)
                    .toList();
            List<Integer> ready = awake.isEmpty() ? running : awake;
            gates.get(ready.get(random.nextInt(ready.size()))).release();
        }

        /** Keeps a thread from its turn for so long that others may do all their work meanwhile. */
        void sleep(int me) {
            synchronized (this) {
                asleepUntil.put(me, turn + random.nextInt(300));
            }
            handOver(me);
        }

        void await(int me) {
            gates.get(me).acquireUninterruptibly();
        }

        void handOver(int me) {
            synchronized (this) {
                begin();
            }
            await(me);
        }

        void end(int me) {
            synchronized (this) {
                running.remove(Integer.valueOf(me));
                if (!running.isEmpty()) {
                    begin();
                }
            }
        }

        int draw(int bound) {
            synchronized (this) {
                return random.nextInt(bound);
            }
        }
    }

    private record Ran(PublishResult result, Throwable failure) {}

    @Test
    void ofTwoPublishersEachVersionHasOneWinner() throws Exception {
        race(2, 300);
    }

    @Test
    void ofThreePublishersEachVersionHasOneWinner() throws Exception {
        race(3, 200);
    }

    private void race(int publishers, int seeds) throws Exception {
        List<LocalSite> sites = new ArrayList<>();
        for (int i = 0; i <= publishers; i++) {
            sites.add(TinySite.of(directory.resolve("site" + i), i + 1));
        }
        List<Map<String, String>> contents = new ArrayList<>();
        for (LocalSite site : sites) {
            InMemoryBucket alone = new InMemoryBucket(new FakeClock());
            new Publisher(alone, ONE_AT_A_TIME, new FakeClock(), new Random(1), (phase, done, total) -> {})
                    .publish(site);
            contents.add(PublishedState.through(alone).files());
        }
        FakeClock clock = new FakeClock();
        InMemoryBucket base = new InMemoryBucket(clock);
        new Publisher(base, ONE_AT_A_TIME, clock, new Random(1), (phase, done, total) -> {}).publish(sites.get(0));
        int lost = 0;
        int won = 0;
        for (long seed = 0; seed < seeds; seed++) {
            InMemoryBucket bucket = base.copy();
            List<Ran> ran = run(bucket, sites.subList(1, sites.size()), clock, seed);
            Map<Long, Integer> winners = new TreeMap<>();
            for (int i = 0; i < ran.size(); i++) {
                if (ran.get(i).result() != null) {
                    assertThat(winners.put(ran.get(i).result().version(), i))
                            .as("seed %s: two winners", seed)
                            .isNull();
                    won++;
                } else {
                    assertThat(ran.get(i).failure())
                            .as("seed %s", seed)
                            .isInstanceOfAny(LostRaceException.class, PublishRefusedException.class);
                    lost++;
                }
            }
            PublishedState end = PublishedState.through(bucket);
            assertThat(end.version()).as("seed %s", seed).isEqualTo(1 + winners.size());
            int last = winners.get(end.version());
            assertThat(end.files()).as("seed %s", seed).isEqualTo(contents.get(last + 1));
            assertThat(named(bucket, end)).as("seed %s: under names", seed).isEqualTo(end.files());
        }
        assertThat(won).isGreaterThanOrEqualTo(seeds);
        assertThat(lost).as("races that were lost").isGreaterThan(seeds / 20);
    }

    private static Map<String, String> named(InMemoryBucket bucket, PublishedState end) throws IOException {
        Map<String, String> named = PublishedState.underNames(bucket);
        named.keySet().retainAll(end.files().keySet()); // what left the site goes a day later
        return named;
    }

    private static List<Ran> run(InMemoryBucket bucket, List<LocalSite> sites, FakeClock clock, long seed)
            throws InterruptedException {
        Turns turns = new Turns(seed, sites.size());
        List<Ran> ran = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            ran.add(null);
            int me = i;
            PublishClock mine = new PublishClock() {
                @Override
                public Instant now() {
                    return clock.now();
                }

                @Override
                public void pause(Duration time) {
                    clock.pause(time);
                    turns.handOver(me);
                }
            };
            FaultyBucket shared = new FaultyBucket(bucket, new FaultyBucket.Fault() {
                @Override
                public void before(int request, String key) {
                    turns.handOver(me);
                    if (turns.draw(80) == 0) {
                        clock.pause(Duration.ofSeconds(61)); // the others take us for dead
                        turns.sleep(me);
                    }
                }

                @Override
                public void after(int request, String key) {
                    turns.handOver(me);
                }
            });
            Thread thread = new Thread(() -> {
                turns.await(me);
                Ran outcome;
                try {
                    PublishResult result = new Publisher(
                                    shared,
                                    new PublishOptions(false, false, true, true, 1),
                                    mine,
                                    new Random(seed * 10 + me),
                                    (phase, done, total) -> {})
                            .publish(sites.get(me));
                    outcome = new Ran(result, null);
                } catch (IOException | PublishRefusedException | RuntimeException | Error e) {
                    outcome = new Ran(null, e);
                }
                synchronized (ran) {
                    ran.set(me, outcome);
                }
                turns.end(me);
            });
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        turns.begin();
        for (Thread thread : threads) {
            thread.join();
        }
        return ran;
    }
}
