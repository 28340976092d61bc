package io.github.orrery.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.Child;
import io.github.orrery.testing.Shell;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A build that is killed leaves the old site or the new one, never a mixture (trust.md 3). */
@Tag("process")
class KillTest {
    private static final int WORKERS = 4;
    private static final int ROUNDS = 13;

    @TempDir
    Path directory;

    private Path first;
    private Path second;
    private Map<String, String> firstSums;
    private Map<String, String> secondSums;

    @BeforeEach
    void twoRepositories() {
        TestRepo a = TestRepo.in(directory.resolve("a"));
        TestRepo b = TestRepo.in(directory.resolve("b"));
        for (int i = 0; i < 6; i++) {
            a.revision("package-" + i, 0).revision("only-a-" + i, i);
            b.revision("package-" + i, 0, r -> r.set("description", "\"Another.\""))
                    .revision("only-b-" + i, i);
        }
        first = a.path();
        second = b.path();
        firstSums = BuiltSite.of(first, directory.resolve("site-a"), BuildLoop.WITHOUT)
                .sums();
        secondSums = BuiltSite.of(second, directory.resolve("site-b"), BuildLoop.WITHOUT)
                .sums();
    }

    @Test
    void aKillAtAnyMomentLeavesAWholeSite() throws Exception {
        long window = millisecondsOfTwoBuilds(directory);
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<Integer>> unfinished = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                int seed = worker;
                unfinished.add(workers.submit(() -> killAgainAndAgain(seed, window)));
            }
            int kills = 0;
            for (Future<Integer> one : unfinished) {
                kills += one.get();
            }
            assertThat(kills).as("rounds in which a site was being made").isGreaterThan(ROUNDS);
        } finally {
            workers.shutdownNow();
        }
    }

    /** Gives back how many kills left an unfinished site. */
    private int killAgainAndAgain(int seed, long window) throws IOException, InterruptedException {
        Path work = Files.createDirectories(directory.resolve("work-" + seed));
        Path site = work.resolve("site");
        BuiltSite.of(first, site, BuildLoop.WITHOUT);
        Random random = new Random(seed);
        int unfinished = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long delay = random.nextLong(window);
            loopAndKill(site, delay);
            String when = "worker " + seed + ", round " + round + ", killed after " + delay + " of " + window + " ms";
            boolean there = Files.exists(site);
            if (there) {
                assertWhole(site, when);
            }
            if (Files.exists(work.resolve(".site.new"))) {
                unfinished++;
            }
            if (round % 5 == 4 || !there) {
                BuiltSite.of(first, site, BuildLoop.WITHOUT);
                assertThat(BuiltSite.at(site).sums()).as(when).isEqualTo(firstSums);
                assertThat(names(work)).as(when).containsExactly(".site.lock", "site");
            }
        }
        return unfinished;
    }

    /** With strace the kill comes exactly where a directory is about to be renamed. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aKillBeforeARenameIsRepairedByTheNextRun(int rename) throws IOException {
        Path work = Files.createDirectories(directory.resolve("work"));
        Path site = work.resolve("site");
        assumeTrue(
                Shell.run(work, "strace", "-f", "-o", "log", "true").status() == 0,
                "skipped: strace does not work here");
        Files.delete(work.resolve("log"));
        BuiltSite.of(first, site);
        Map<String, String> before = BuiltSite.at(site).sums();

        Child.Result killed = new Child()
                .under("strace", "-f", "-o", "/dev/null", "-e", "trace=rename", "-e")
                .under("inject=rename:signal=KILL:when=" + rename + "+")
                .orrery(
                        "build",
                        "--repo",
                        second.toString(),
                        "--out",
                        site.toString(),
                        "--without",
                        "shards,catalogue,schemas");

        assertThat(killed.status()).as(killed.output()).isNotZero();
        if (rename == 1) {
            assertThat(BuiltSite.at(site).sums()).isEqualTo(before);
        } else {
            assertThat(Files.exists(site) ? BuiltSite.at(site).sums() : before).isEqualTo(before);
        }
        BuiltSite.of(first, site);
        assertThat(BuiltSite.at(site).sums()).isEqualTo(before);
        assertThat(names(work)).containsExactly(".site.lock", "site");
    }

    @Test
    void anOutputThatIsALinkIsNeverAbsent() throws IOException, InterruptedException {
        Path work = Files.createDirectories(directory.resolve("work"));
        Path site = work.resolve("site");
        BuiltSite.of(first, work.resolve("begin"), BuildLoop.WITHOUT);
        Files.createSymbolicLink(site, Path.of("begin"));
        Random random = new Random(7);
        long window = millisecondsOfTwoBuilds(work);
        for (int round = 0; round < 6; round++) {
            long delay = random.nextLong(window);
            loopAndKill(site, delay);
            assertWhole(site, "round " + round + ", killed after " + delay + " ms");
        }
        BuiltSite.of(first, site, BuildLoop.WITHOUT);
        BuiltSite.of(second, site, BuildLoop.WITHOUT);

        assertThat(BuiltSite.at(site.toRealPath()).sums()).isEqualTo(secondSums);
        assertThat(names(work)).containsExactly(".begin.lock", ".site.lock", "begin", "releases", "site");
        assertThat(names(work.resolve("releases"))).hasSize(2);
    }

    private long millisecondsOfTwoBuilds(Path work) throws IOException, InterruptedException {
        Process loop = loop(work.resolve("measured"));
        try (var lines = loop.inputReader()) {
            demand(lines.readLine(), "begin");
            long begin = System.nanoTime();
            for (int build = 0; build < 2; build++) {
                demand(lines.readLine(), "built");
            }
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + 1;
        } finally {
            loop.destroyForcibly().waitFor();
            Shell.run(work, "rm", "-rf", "measured", ".measured.lock", ".measured.new", ".measured.old");
        }
    }

    private void loopAndKill(Path site, long delay) throws IOException, InterruptedException {
        Process loop = loop(site);
        try (var lines = loop.inputReader()) {
            demand(lines.readLine(), "begin");
            assertThat(loop.waitFor(delay, TimeUnit.MILLISECONDS))
                    .as("the loop ended by itself")
                    .isFalse();
        } finally {
            loop.destroyForcibly().waitFor();
        }
    }

    private Process loop(Path site) {
        return new Child().start(BuildLoop.class.getName(), site.toString(), second.toString(), first.toString());
    }

    private static void demand(String line, String expected) {
        assertThat(line).isEqualTo(expected);
    }

    private void assertWhole(Path site, String when) throws IOException {
        assertThat(BuiltSite.at(site.toRealPath()).sums()).as(when).isIn(firstSums, secondSums);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
