package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.testing.FakeClock;
import io.github.orrery.testing.FaultyBucket;
import io.github.orrery.testing.InMemoryBucket;
import io.github.orrery.testing.PublishedState;
import io.github.orrery.testing.TinySite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Publishers that are killed, sleep, and are overtaken, what is due being deleted, and readers that take their time: all
 * in one order that is drawn from a seed.
 */
class PublishModelTest {
    private static final int PUBLICATIONS = 24;
    private static final int READERS = 6;

    @TempDir
    Path directory;

    private final List<LocalSite> sites = new ArrayList<>();

    @BeforeEach
    void buildSites() throws Exception {
        for (int revisions = 1; revisions <= 5; revisions++) {
            sites.add(TinySite.of(directory.resolve("one" + revisions), revisions, "kafka"));
            sites.add(TinySite.of(directory.resolve("two" + revisions), revisions, "kafka", "spark"));
        }
    }

    @Test
    void readersThatTakeUpToTheGracePeriodFindAllThatTheyWereToldOf() throws Exception {
        Totals totals = new Totals();
        for (long seed = 0; seed < 60; seed++) {
            World world = new World(seed, sites, Duration.ofDays(7), Duration.ofDays(1), totals);
            assertThat(world.run()).as("seed %s", seed).isEmpty();
        }
        assertThat(totals.actions).isGreaterThan(100_000);
        assertThat(totals.deleted).as("deletions").isGreaterThan(200);
        assertThat(totals.killed).as("kills").isGreaterThan(100);
        assertThat(totals.overtaken).as("publishers that were overtaken").isGreaterThan(20);
        assertThat(totals.finished).as("readers that read all").isGreaterThan(1_000);
    }

    /** The negative control: who takes longer than is promised is let down now and then. */
    @Test
    void readersThatTakeLongerDoNot() throws Exception {
        TreeSet<String> faults = new TreeSet<>();
        for (long seed = 0; seed < 20; seed++) {
            faults.addAll(new World(seed, sites, Duration.ofDays(90), Duration.ofDays(90), new Totals()).run());
        }
        assertThat(faults).anyMatch(fault -> fault.startsWith("by-hash/")).anyMatch(fault -> fault.startsWith("2.2/"));
    }

    private static final class Totals {
        private int actions;
        private int deleted;
        private int killed;
        private int overtaken;
        private int finished;
    }

    /** One run: time, the place, those who publish there and those who read. */
    private static final class World {
        private final Random random;
        private final FakeClock clock = new FakeClock();
        private final InMemoryBucket bucket = new InMemoryBucket(clock);
        private final List<LocalSite> sites;
        private final List<Reader> readers = new ArrayList<>();
        private final Totals totals;
        private final TreeSet<String> faults = new TreeSet<>();
        /** What was missing, by its message. */
        private final Map<String, String> missed = new TreeMap<>();

        private int depth;

        World(long seed, List<LocalSite> sites, Duration byRecord, Duration byName, Totals totals) {
            random = new Random(seed);
            this.sites = sites;
            this.totals = totals;
            for (int i = 0; i < READERS; i++) {
                readers.add(new Reader(i % 2 == 0, i % 2 == 0 ? byRecord : byName, 1 << i));
            }
        }

        Set<String> run() throws Exception {
            publish(bucket);
            for (int i = 0; i < PUBLICATIONS; i++) {
                clock.pause(Duration.ofHours(random.nextInt(30)));
                boolean dies = random.nextInt(3) == 0;
                int last = dies ? random.nextInt(200) : Integer.MAX_VALUE;
                try {
                    publish(new FaultyBucket(bucket, new FaultyBucket.Fault() {
                        @Override
                        public void before(int request, String key) {
                            if (request >= last) {
                                throw new FaultyBucket.Killed();
                            }
                            act();
                        }

                        @Override
                        public void after(int request, String key) {
                            act();
                        }
                    }));
                } catch (FaultyBucket.Killed e) {
                    totals.killed++;
                    continue;
                }
                // Who was halted while it deleted puts back what a newer publication names: at once, or the next one
                // does.
                missed.forEach((message, key) -> {
                    if (bucket.get(key).isEmpty()) {
                        faults.add(message);
                    }
                });
                missed.clear();
                PublishedState.through(bucket); // throws where something is missing
            }
            clock.pause(Lease.LIFE);
            publish(bucket);
            PublishedState end = PublishedState.through(bucket);
            Map<String, String> named = PublishedState.underNames(bucket);
            named.keySet().retainAll(end.files().keySet());
            assertThat(named).isEqualTo(end.files());
            return faults;
        }

        private void publish(Bucket place) throws Exception {
            int before = bucket.list("").size();
            try {
                new Publisher(
                                place,
                                new PublishOptions(false, false, true, true, 1),
                                clock,
                                new Random(random.nextLong()),
                                (phase, done, total) -> {})
                        .publish(sites.get(random.nextInt(sites.size())));
            } catch (LostRaceException e) {
                totals.overtaken++;
            }
            totals.deleted += Math.max(0, before - bucket.list("").size());
        }

        /** What happens around one request of a publisher. */
        private void act() {
            totals.actions++;
            int draw = random.nextInt(400);
            if (draw == 0) {
                clock.pause(Duration.ofHours(random.nextInt(40))); // the publisher sleeps
            } else if (draw == 1 && depth == 0) {
                depth++;
                clock.pause(Lease.LIFE.multipliedBy(2)); // and is taken for dead
                try {
                    publish(bucket);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                } finally {
                    depth--;
                }
            } else if (draw < 200) {
                clock.pause(Duration.ofSeconds(random.nextInt(20)));
            }
            Reader reader = readers.get(random.nextInt(READERS));
            if (random.nextInt(reader.slowness) == 0) {
                reader.step();
            }
        }

        /** Reads one thing at a time, and forgets all where it took longer than it may. */
        private final class Reader {
            private final boolean byRecord;
            private final Duration patience;
            private final int slowness;
            private final Deque<String> toRead = new ArrayDeque<>();
            private Instant began = Instant.EPOCH;

            Reader(boolean byRecord, Duration patience, int slowness) {
                this.byRecord = byRecord;
                this.patience = patience;
                this.slowness = slowness;
            }

            void step() {
                try {
                    if (!toRead.isEmpty() && clock.now().isAfter(began.plus(patience))) {
                        toRead.clear();
                    }
                    if (toRead.isEmpty()) {
                        begin();
                    } else {
                        read(toRead.remove());
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            private void begin() throws IOException {
                began = clock.now();
                toRead.add(byRecord ? "timestamp.json" : "site.json");
                if (bucket.get(toRead.peek()).isEmpty()) {
                    toRead.clear(); // nothing was published yet
                }
            }

            private void read(String key) throws IOException {
                if (bucket.get(key).isEmpty()) {
                    missed.put(key + " is missing for a reader that began at " + began + ", at " + clock.now(), key);
                    toRead.clear();
                    return;
                }
                JsonNode text = key.endsWith(".json") && !key.contains("/package/")
                        ? Json.parseOwn(bucket.get(key).orElseThrow().bytes())
                        : null;
                if (key.equals("timestamp.json")) {
                    began = clock.now();
                    toRead.add("manifest/" + text.at("/manifest/sha256").asText() + ".json");
                } else if (key.startsWith("manifest/")) {
                    for (JsonNode file : text.path("files")) {
                        String sum = (file.has("gzip") ? file.path("gzip") : file)
                                .path("sha256")
                                .asText();
                        want("by-hash/sha256/" + sum.substring(0, 2) + "/" + sum);
                    }
                } else if (key.equals("site.json")) {
                    began = clock.now();
                    for (JsonNode file : text.path("files")) {
                        want(file.path("path").asText());
                    }
                }
                totals.finished += toRead.isEmpty() ? 1 : 0;
            }

            private void want(String key) {
                if (random.nextInt(3) == 0 && !key.endsWith(".json")) {
                    toRead.add(key);
                } else if (key.contains("/package/") && !key.endsWith(".gz")) {
                    toRead.add(key);
                }
            }
        }
    }
}
