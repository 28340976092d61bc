package io.github.orrery.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.orrery.model.SourceFile;
import io.github.orrery.model.UniversePackage;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.read.UniverseTree.PackageDirectory;
import io.github.orrery.testing.Shell;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that strangers made to be read as something else, or never to be read to the end (trust.md T2, 2.5). */
class HostileTreeTest {
    @TempDir
    Path directory;

    private Path repo;
    private final List<UniversePackage> read = new ArrayList<>();
    private final List<SourceFile> meta = new ArrayList<>();

    @BeforeEach
    void aSecretBesideTheRepository() throws IOException {
        Files.createDirectories(directory.resolve("secret/deep"));
        Files.writeString(directory.resolve("secret/package.json"), "{\"secret\": 1}");
        Files.writeString(directory.resolve("secret/deep/a.json"), "{\"secret\": 1}");
        repo = TestRepo.in(directory.resolve("repo"))
                .revision("kafka", 0)
                .file("meta/version.json", "{\"version\": \"3.0.0\"}")
                .path();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "packages/K/kafka/0/config.json",
                "packages/K/kafka/0/sub",
                "packages/K/kafka/1",
                "packages/K/link",
                "packages/L",
                "meta/link",
                "meta/version.json"
            })
    void linksAreProblemsAndNotFollowed(String link) throws IOException {
        Files.deleteIfExists(repo.resolve(link));
        Files.createSymbolicLink(repo.resolve(link), directory.resolve("secret"));

        assertThat(errors()).containsExactly(link + " not-a-regular-file");
        assertThatNoSecretWasRead();
    }

    @ParameterizedTest
    @ValueSource(strings = {"packages", "meta"})
    void notEvenAtTheTopAreLinksFollowed(String top) throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        Files.move(repo.resolve(top), elsewhere);
        Files.writeString(elsewhere.resolve("secret.json"), "secret");
        Files.createSymbolicLink(repo.resolve(top), elsewhere);

        assertThat(errors()).contains(top + " not-a-regular-file");
        assertThat(read).hasSize(top.equals("packages") ? 0 : 1);
        assertThatNoSecretWasRead();
    }

    @Test
    void aFileThatTheDiskDoesNotGiveIsNamed() throws IOException {
        Path process = Path.of("/proc/self");
        assumeTrue(Files.isRegularFile(process.resolve("mem")), "there is no file that cannot be read at its begin");
        RepositoryFiles files = new RepositoryFiles(process);
        BasicFileAttributes attributes = files.regularFile("mem").orElseThrow();

        assertThatIOException()
                .isThrownBy(() -> files.read("mem", attributes, new Problems()))
                .withMessageStartingWith("/proc/self/mem: ");
    }

    @Test
    void aLoopOfLinksEnds() throws IOException {
        Files.createSymbolicLink(repo.resolve("packages/K/kafka/0/loop"), repo.resolve("packages/K/kafka"));

        assertThat(errors()).containsExactly("packages/K/kafka/0/loop not-a-regular-file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "packages/K/kafka/0/config.json",
                "packages/K/kafka/0/package.json",
                "packages/K/kafka/0/x",
                "packages/K/kafka/1",
                "packages/K/pipe",
                "packages/P",
                "meta/pipe",
                "meta/version.json"
            })
    void pipesAreProblemsAndNeverWaitedFor(String pipe) throws IOException {
        Files.deleteIfExists(repo.resolve(pipe));
        assumeTrue(Shell.run(repo, "mkfifo", pipe).status() == 0, "skipped: mkfifo does not work here");

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(errors()).contains(pipe + " not-a-regular-file"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "packages/K/kafka/0/config.json",
                "packages/K/kafka/0/package.json",
                "packages/K/kafka/0/marathon.json.mustache",
                "packages/K/kafka/0/stray.bin",
                "meta/version.json",
                "meta/huge.json"
            })
    void aFileOfATerabyteIsNotRead(String file) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(repo.resolve(file).toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(errors()).contains(file + " file-too-big"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"packages/K/kafka/0/config.json", "packages/K/kafka/0", "packages/K/kafka", "packages", "meta"})
    void whatMayNotBeReadIsAProblem(String path) throws IOException {
        Path denied = repo.resolve(path);
        Shell.run(repo, "chmod", "000", path);
        try {
            assumeTrue(!Files.isReadable(denied), "skipped: this user may read every file");
            assertThat(errors()).contains(path + " unreadable-file");
        } finally {
            Shell.run(repo, "chmod", "755", path);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "packages/K/kafka/0/config.json",
                "packages/K/kafka/0/package.json",
                "packages/K/kafka/0/resource.json",
                "packages/K/kafka/0/command.json",
                "packages/K/kafka/0/marathon.json.mustache",
                "meta/version.json"
            })
    void aDirectoryInPlaceOfAFileIsAProblem(String file) throws IOException {
        Files.deleteIfExists(repo.resolve(file));
        Files.createDirectories(repo.resolve(file));

        assertThat(errors()).containsExactly(file + " not-a-regular-file");
    }

    @Test
    void aRepositoryWithoutPackagesIsWarnedOf() throws IOException {
        Shell.run(repo, "rm", "-r", "packages/K");

        assertThat(problems())
                .extracting(problem -> problem.location().file() + " " + problem.ruleId())
                .containsExactly("packages empty-directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"packages/%s", "packages/K/%s", "packages/K/kafka/%s", "packages/K/kafka/0/%s", "meta/%s"})
    void namesThatAreNoAsciiAreProblems(String place) throws IOException {
        for (String name : List.of("\\xff\\xfe", "\\xc3\\xbc.json", "a\\nb", "a\\x1b[31mb", "a\\\\b", "\\x7f")) {
            String made = place.replace("%s", name);
            assertThat(Shell.run(repo, "bash", "-c", "printf x > \"$(printf '" + made + "')\"")
                            .status())
                    .isZero();

            assertThat(errors()).as(made).anySatisfy(line -> assertThat(line)
                    .startsWith(place.substring(0, place.length() - 2))
                    .containsAnyOf("stray-file", "letter-directory", "package-name", "revision-number")
                    .matches("[\\x20-\\x7e]+"));
            Shell.run(repo, "bash", "-c", "rm \"$(printf '" + made + "')\"");
            read.clear();
        }
    }

    @Test
    void dotFilesAreIgnoredEverywhereWithAWarning() throws IOException {
        for (String place : List.of("packages/", "packages/K/", "packages/K/kafka/", "packages/K/kafka/0/", "meta/")) {
            Files.writeString(repo.resolve(place + ".DS_Store"), "x");
            Files.createDirectories(repo.resolve(place + ".git/objects"));
        }
        Files.writeString(repo.resolve(".gitignore"), "x");

        assertThat(problems().stream().filter(Problem::isError)).isEmpty();
        assertThat(problems()).extracting(Problem::ruleId).hasSize(10).containsOnly("dot-file");
        assertThat(read.get(0).newest().files()).extracting(SourceFile::name).doesNotContain(".DS_Store");
    }

    @Test
    void directoriesWithinARevisionAreKeptForTheArchiveButNotWithoutEnd() throws IOException {
        TestRepo.in(repo).file("packages/K/kafka/0/a/b/c.txt", "x");

        assertThat(errors()).isEmpty();
        assertThat(read.get(0).newest().files()).extracting(SourceFile::path).contains("packages/K/kafka/0/a/b/c.txt");

        TestRepo.in(repo).file("packages/K/kafka/0/" + "d/".repeat(300) + "x", "x");
        assertThat(errors()).singleElement().asString().endsWith(" stray-directory");
    }

    @Test
    void aPackageJsonWithinADirectoryIsNotThePackagesOwn() throws IOException {
        TestRepo.in(repo).file("packages/K/kafka/0/nested/package.json", "{\"name\": \"other\"}");

        assertThat(errors()).isEmpty();
        assertThat(read.get(0).newest().packageJson().tree().path("name").asText())
                .isEqualTo("kafka");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "-1", "+1", "1.0", "1e3", "x", "9999999999999999999", "١", "0x1"})
    void revisionsAreWholeNumbers(String name) throws IOException {
        Files.createDirectories(repo.resolve("packages/K/kafka/" + name));

        assertThat(errors()).singleElement().asString().matches(".*(revision-number|stray-file)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AB", "a", "1", "_", "Ä"})
    void lettersAreOneOfAToZ(String name) throws IOException {
        Files.createDirectories(repo.resolve("packages/" + name));

        assertThat(errors()).singleElement().asString().matches(".*(letter-directory|stray-file)");
    }

    private void assertThatNoSecretWasRead() {
        List<SourceFile> files = new ArrayList<>(meta);
        read.forEach(p -> p.revisions().forEach(revision -> files.addAll(revision.files())));
        assertThat(files).noneSatisfy(file -> assertThat(new String(file.bytes(), StandardCharsets.UTF_8))
                .contains("secret"));
    }

    private List<String> errors() throws IOException {
        return problems().stream()
                .filter(Problem::isError)
                .map(problem -> problem.location().file() + " " + problem.ruleId())
                .toList();
    }

    private List<Problem> problems() throws IOException {
        read.clear();
        meta.clear();
        Problems found = new Problems();
        UniverseReader reader = UniverseReader.open(repo, found);
        for (PackageDirectory packageDirectory : reader.tree().packages()) {
            PackageReading reading = reader.read(packageDirectory);
            found.addAll(reading.problems());
            reading.universePackage().ifPresent(read::add);
        }
        meta.addAll(reader.metaFiles(found));
        return found.sorted();
    }
}
