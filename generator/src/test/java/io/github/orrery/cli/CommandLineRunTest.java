package io.github.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineRunTest {
    @TempDir
    private Path directory;

    private final TestConsole console = TestConsole.ofFile(Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"", "build ", "check ", "completion "})
    void everyCommandHasHelpAndAVersion(String command) {
        TestConsole help = TestConsole.ofFile(Map.of());
        assertThat(help.run((command + "--help").split(" "))).isEqualTo(ExitStatus.DONE);
        assertThat(help.out()).startsWith("Usage: orrery").doesNotContain("\u001b");
        assertThat(help.err()).isEmpty();

        assertThat(console.run((command + "--version").split(" "))).isEqualTo(ExitStatus.DONE);
        assertThat(console.out()).startsWith("orrery ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                           | a command is missing",
                "bild                         | unknown command \"bild\"; did you mean build?",
                "build --base-ulr https://x/  | unknown option \"--base-ulr\"; did you mean --base-url?",
                "build surplus                | unknown argument \"surplus\"",
                "build --repo                 | Missing required parameter for option '--repo' (DIR)",
                "build --repo nowhere         | --repo: there is no directory nowhere",
                "build --dcos-version 1.x     | --dcos-version: \"1.x\" is no DC/OS version",
                "build --dcos-version 1.9,01  | --dcos-version: \"01\" is no DC/OS version",
                "build --without icons        | --without: \"icons\" is no family; there are indexes, shards, zips",
                "build --base-url ftp://x/    | --base-url: \"ftp://x/\" cannot be a site",
                "build --base-url https://x/?a| --base-url: \"https://x/?a\" cannot be a site",
                "build --templates nowhere    | --templates: there is no directory nowhere",
                "build --memory much          | --memory: much is no size of memory",
                "build --memory 01g           | --memory: 01g is no size of memory",
                "build --memory 8m            | --memory: 8m is too little memory, expected 16m or more",
                "build --memory 0g            | --memory: 0g is too little memory, expected 16m or more",
                "build --previous pom.xml     | --previous: pom.xml: not JSON: ",
                "completion tcsh              | tcsh is no shell that there is a script for",
            })
    void saysWhatIsWrongWithTheUsage(String words, String message) throws IOException {
        Path repo = TestRepo.in(directory).revision("kafka", 0, r -> {}).path();
        boolean needsRepository = words.startsWith("build") && !words.contains("--repo");
        String line = words + (needsRepository ? " --repo " + repo : "");

        int status = console.run(line.isBlank() ? new String[0] : line.strip().split(" +"));

        assertThat(console.err()).startsWith("orrery: " + message).contains("--help' shows what there is.");
        assertThat(console.out()).isEmpty();
        assertThat(status).isEqualTo(ExitStatus.WRONG_USAGE);
    }

    @Test
    void refusesADirectoryWithoutPackages() {
        assertThat(console.run("build", "--repo", directory.toString())).isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(console.err()).contains("holds neither packages/ nor repo/packages/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"packages", "packages/K/site", "meta/../packages/K", "meta/site"})
    void refusesToWriteASiteWhereTheRepositoryIsRead(String place) throws IOException {
        Path repo = TestRepo.in(directory).revision("kafka", 0, r -> {}).path();

        assertThat(console.run("build", "--repo", repo.toString(), "--out", repo + "/" + place))
                .isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(console.err()).startsWith("orrery: --out: ").contains(" lies in the repository's ");
        assertThat(repo.resolve("packages/.K.lock")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"repo,link/packages/K/site", "link,repo/packages/site", "link,link/meta", "repo,link/../repo/packages"})
    void aLinkIsNoWayAroundThat(String read, String written) throws IOException {
        Path repo = TestRepo.in(directory.resolve("repo"))
                .revision("kafka", 0, r -> {})
                .path();
        Files.createSymbolicLink(directory.resolve("link"), repo);

        assertThat(console.run("build", "--repo", directory + "/" + read, "--out", directory + "/" + written))
                .isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(console.err()).startsWith("orrery: --out: ").contains(" lies in the repository's ");
        assertThat(repo.resolve("packages/K")).isDirectoryNotContaining("glob:**/.*");
        assertThat(repo.resolve("packages")).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void aWordThatBeginsWithAnAtIsAWord() throws IOException {
        Path repo = TestRepo.in(directory).revision("kafka", 0, r -> {}).path();
        Path words = Files.writeString(directory.resolve("words"), "--version");
        Path out = directory.resolve("out");

        assertThat(console.run("build", "--quiet", "--repo=" + repo, "--out=" + out, "--title", "@" + words))
                .isEqualTo(ExitStatus.DONE);
        assertThat(out.resolve("packages.html")).content().contains("@" + words);
        assertThat(console.run("@" + words)).isEqualTo(ExitStatus.WRONG_USAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"today", "-1", "1e9", "1570000000.5", "999999999999"})
    void refusesATimeThatIsNone(String time) throws IOException {
        Path repo = TestRepo.in(directory).revision("kafka", 0, r -> {}).path();
        TestConsole late = TestConsole.ofFile(Map.of("SOURCE_DATE_EPOCH", time));

        assertThat(late.run(
                        "build",
                        "--repo",
                        repo.toString(),
                        "--out",
                        directory.resolve("site").toString()))
                .isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(late.err()).startsWith("orrery: SOURCE_DATE_EPOCH: \"" + time + "\" is no time");
    }

    @Test
    void aGuessIsNear() {
        assertThat(console.run("help")).isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(console.err()).startsWith("orrery: unknown command \"help\"\n");
    }

    @Test
    void aWrongWordCannotForgeALine() {
        assertThat(console.run("build", "--\u001b[2Jx\n::error::forged")).isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(console.err()).doesNotContain("\u001b").hasLineCount(2);
    }

    @Test
    void buildsASiteAndSaysWhatItTakesAndHowClustersAddIt() throws IOException {
        Path repo = TestRepo.in(directory).revision("kafka", 0, r -> {}).path();
        Path out = directory.resolve("out");

        int status =
                console.run("build", "--repo", repo.toString(), "--out", out.toString(), "--dcos-version", "1.10,1.7");

        assertThat(console.err()).isEmpty();
        assertThat(status).isEqualTo(ExitStatus.DONE);
        assertThat(out.resolve("repo-up-to-1.10.json")).isRegularFile();
        assertThat(console.out().lines())
                .anyMatch(line -> line.matches("indexes +[0-9]+ files +[0-9,]+ bytes"))
                .containsSubsequence(
                        "  DC/OS 1.7     dcos package repo add --index=0 orrery https://HOST/repo-up-to-1.7.zip",
                        "  DC/OS 1.10    dcos package repo add --index=0 orrery https://HOST/repo-up-to-1.10.json");
    }

    @Test
    void saysThatASiteWithoutIndexesIsNoRepository() throws IOException {
        Path repo = TestRepo.in(directory).revision("kafka", 0, r -> {}).path();

        assertThat(console.run(
                        "build",
                        "--repo=" + repo,
                        "--out=" + directory.resolve("out"),
                        "--without=indexes,shards,zips,archives,legacy,schemas,catalogue,hosts,feeds,gzip"))
                .isEqualTo(ExitStatus.DONE);

        assertThat(console.out())
                .contains("It holds no index, so no cluster can add it.")
                .doesNotContain("dcos package", "HOST", "Content-Type");
    }

    @Test
    void namesTheSitesAddressWhereItIsKnown() throws IOException {
        Path repo = TestRepo.in(directory).revision("kafka", 0, r -> {}).path();

        console.run(
                "build",
                "--repo=" + repo,
                "--out=" + directory.resolve("out"),
                "--dcos-version=2.0",
                "--base-url=https://example.com/universe");

        assertThat(console.out())
                .contains("orrery https://example.com/universe/repo-up-to-2.0.json\n")
                .doesNotContain("HOST");
    }

    @Test
    void saysNothingWhereQuietIsAskedFor() throws IOException {
        Path repo = TestRepo.in(directory).revision("kafka", 0, r -> {}).path();

        console.run("build", "--quiet", "--repo=" + repo, "--out=" + directory.resolve("out"));

        assertThat(console.out()).isEmpty();
        assertThat(console.err()).isEmpty();
    }

    @Test
    void writesNothingAndPrintsProblemsToStandardErrorWhereThereAreErrors() throws IOException {
        Path repo = TestRepo.in(directory)
                .revision("kafka", 0, r -> r.file("config.json", "{\n  oops\n}"))
                .path();
        Path out = directory.resolve("out");

        int status = console.run("build", "--repo=" + repo, "--out=" + out);

        assertThat(status).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(out).doesNotExist();
        assertThat(console.out()).isEmpty();
        assertThat(console.err())
                .startsWith(repo + "/packages/K/kafka/0/config.json:2:3: error: not JSON: ")
                .contains("\n      oops\n      ^\n", "[json-syntax]", "nothing is written while there are errors");
    }

    @Test
    void refusesAnOutputDirectoryWithWhatOrreryDidNotMake() throws IOException {
        Path repo = TestRepo.in(directory).revision("kafka", 0, r -> {}).path();
        Path out = Files.createDirectory(directory.resolve("out"));
        Files.writeString(out.resolve("diary.txt"), "mine");

        int status = console.run("build", "--repo=" + repo, "--out=" + out);

        assertThat(status).isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(console.err()).contains("diary.txt");
        assertThat(out.resolve("diary.txt")).hasContent("mine");
    }

    @Test
    void aFailingDiskIsToldWithItsPathAndItsOwnStatus() throws IOException {
        Path repo = TestRepo.in(directory).revision("kafka", 0, r -> {}).path();
        Path file = Files.writeString(directory.resolve("file"), "");

        int status = console.run("build", "--repo=" + repo, "--out=" + file.resolve("out"));

        assertThat(status).isEqualTo(ExitStatus.WORLD_FAILED);
        assertThat(console.err())
                .startsWith("orrery: ")
                .contains(file.toString())
                .hasLineCount(1);
    }

    @Test
    void aDamagedBaselineIsAProblem() throws IOException {
        Path repo = TestRepo.in(directory).revision("kafka", 0, r -> {}).path();
        Files.writeString(repo.resolve(".orrery-baseline.json"), "[");

        int status = console.run("build", "--repo=" + repo, "--out=" + directory.resolve("out"));

        assertThat(status).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(console.err()).startsWith(repo + "/.orrery-baseline.json:1:2: error: ");
    }

    @Test
    void resultsThatCannotBeWrittenAreAFailure() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        TestConsole err = TestConsole.ofFile(Map.of());
        Console broken = new Console(new PrintWriter(full), err.console().err(), false, false, Map.of());

        assertThat(CommandLineRun.run(new String[] {"--version"}, broken)).isEqualTo(ExitStatus.WORLD_FAILED);
        assertThat(err.err()).contains("standard output cannot be written");
    }

    @Test
    void completionScriptsKnowEveryCommandAndOption() {
        for (String shell : List.of("bash", "zsh", "fish")) {
            TestConsole printed = TestConsole.ofFile(Map.of());
            assertThat(printed.run("completion", shell)).isEqualTo(ExitStatus.DONE);
            assertThat(printed.out()).contains("build", "completion", "dcos-version", "allow-non-ascii");
        }
    }
}
