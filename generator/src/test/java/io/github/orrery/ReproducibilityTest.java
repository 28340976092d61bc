package io.github.orrery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.Child;
import io.github.orrery.testing.Tar;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same repository gives the same bytes on every machine (trust.md 4). */
@Tag("process")
class ReproducibilityTest {
    @TempDir
    Path directory;

    private Path repo;
    private Map<String, String> expected;

    @BeforeEach
    void build() {
        TestRepo made = TestRepo.in(directory.resolve("repo"));
        for (String name : List.of("influxdb", "istio", "a".repeat(60), "zz", "kafka")) {
            for (int revision = 0; revision < 4; revision++) {
                int number = revision;
                made.revision(name, revision, r -> r.set("version", "\"1." + number + "\"")
                        .set("lastUpdated", Integer.toString(1500000000 + number))
                        .set("description", "\"Say \\\"hi\\\".\""));
            }
        }
        repo = made.file("meta/schema/own.json", "{}").path();
        expected = BuiltSite.of(repo, directory.resolve("site")).sums();
    }

    @Test
    void inTurkishElsewhereOnOneProcessorWithFilesInAnotherOrder() throws IOException {
        Path copy = copyBackwards(directory.resolve("a directory with blanks/" + "x".repeat(100) + "/repo"));

        assertSameBytes(
                new Child()
                        .under("bash", "-c", "umask 077; exec \"$@\"", "bash")
                        .option("-Duser.language=tr")
                        .option("-Duser.country=TR")
                        .option("-Duser.name=alice")
                        .option("-XX:ActiveProcessorCount=1")
                        .option("-Dfile.encoding=ISO-8859-9")
                        .environment("TZ", "Pacific/Chatham")
                        .environment("LC_ALL", "C"),
                copy);
    }

    @Test
    void inArabicOnFourProcessors() {
        assertSameBytes(
                new Child()
                        .under("bash", "-c", "umask 000; exec \"$@\"", "bash")
                        .option("-Duser.language=ar")
                        .option("-Duser.country=EG")
                        .option("-Duser.timezone=America/New_York")
                        .option("-XX:ActiveProcessorCount=4")
                        .option("-XX:+UnlockExperimentalVMOptions")
                        .option("-XX:hashCode=0")
                        .environment("LANG", "ar_EG.UTF-8"),
                repo);
    }

    @Test
    void theEnvironmentsTimeIsTheOnlyOne() {
        Path out = directory.resolve("dated");

        Child.Result result = new Child()
                .environment("SOURCE_DATE_EPOCH", "1234567890")
                .orrery("build", "--repo", repo.toString(), "--out", out.toString());

        assertThat(result.status()).as(result.output()).isZero();
        BuiltSite dated = BuiltSite.at(out);
        assertThat(Tar.gzipped(dated.bytes("packages.tgz")).values())
                .allSatisfy(entry -> assertThat(entry.time()).isEqualTo(1234567890));
        assertThat(Tar.gzipped(BuiltSite.at(directory.resolve("site")).bytes("packages.tgz"))
                        .values())
                .allSatisfy(entry -> assertThat(entry.time()).isEqualTo(1500000003));
        Map<String, String> others = new TreeMap<>(dated.sums());
        others.keySet().removeIf(path -> !path.endsWith(".json") || path.equals("site.json"));
        assertThat(expected).containsAllEntriesOf(others);
    }

    private void assertSameBytes(Child child, Path repository) {
        Path out = directory.resolve("other/site");

        Child.Result result = child.orrery("build", "--repo", repository.toString(), "--out", out.toString());

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(BuiltSite.at(out).sums()).isEqualTo(expected);
    }

    /** The same files, made in the opposite order. */
    private Path copyBackwards(Path copy) throws IOException {
        List<Path> files;
        try (Stream<Path> paths = Files.walk(repo)) {
            files = new ArrayList<>(paths.filter(Files::isRegularFile).sorted().toList());
        }
        Collections.reverse(files);
        for (Path file : files) {
            Path target = copy.resolve(repo.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
        return copy;
    }
}
