package io.github.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.Baseline;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
    @TempDir
    private Path directory;

    @Test
    void aCleanRepositoryIsDone() throws IOException {
        TestConsole console =
                check(TestRepo.in(directory).revision("kafka", 0, r -> {}).path(), ExitStatus.DONE);

        assertThat(console.out()).isEqualTo("no errors, no warnings\n");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void problemsAreItsResultAndStandOnStandardOutput() throws IOException {
        Path repo = TestRepo.in(directory)
                .revision("kafka", 0, r -> r.file("config.json", "{"))
                .path();

        TestConsole console = check(repo, ExitStatus.PROBLEMS);

        assertThat(console.out()).contains(repo + "/packages/K/kafka/0/config.json:1:2: error: ", "[json-syntax]");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void problemsOfARepositoryOneLevelDownOpenFromHere() throws IOException {
        TestRepo.in(directory.resolve("repo")).revision("kafka", 0, r -> r.file("config.json", "{"));

        assertThat(check(directory, ExitStatus.PROBLEMS).out())
                .startsWith(directory + "/repo/packages/K/kafka/0/config.json:1:2: error: ");
    }

    @Test
    void warningsAreDoneUnlessStrictnessIsAskedFor() throws IOException {
        Path repo = repositoryWithAWarning();

        assertThat(check(repo, ExitStatus.DONE).out()).contains("warning: ", "no errors, 1 warning");
        assertThat(check(repo, ExitStatus.PROBLEMS, "--strict").out()).contains("error: ", "1 error, no warnings");
    }

    @Test
    void acceptedWarningsAreShownNoMore() throws IOException {
        Path repo = repositoryWithAWarning();

        TestConsole accepting = check(repo, ExitStatus.DONE, "--write-baseline");
        assertThat(accepting.err()).isEqualTo("orrery: " + repo.resolve(Baseline.FILE) + " accepts 1 warning\n");

        assertThat(check(repo, ExitStatus.DONE, "--strict", "--all").out())
                .isEqualTo("no errors, no warnings, and 1 accepted warning\n");
        TestConsole build = TestConsole.ofFile(Map.of());
        assertThat(build.run("build", "--strict", "--repo=" + repo, "--out=" + directory.resolve("out")))
                .isEqualTo(ExitStatus.DONE);
        assertThat(build.err()).isEmpty();
    }

    @Test
    void errorsAreNotAcceptedAndToldAllTheSame() throws IOException {
        Path repo = repositoryWithAWarning();
        Files.writeString(repo.resolve("packages/K/kafka/0/config.json"), "{");

        TestConsole accepting = check(repo, ExitStatus.PROBLEMS, "--write-baseline");

        assertThat(accepting.out()).contains("error: ", "[json-syntax]").doesNotContain("warning: ");
        assertThat(repo.resolve(Baseline.FILE)).content().doesNotContain("json-syntax");
    }

    @Test
    void writingTheBaselineAgainChangesNoByte() throws IOException {
        Path repo = repositoryWithAWarning();

        check(repo, ExitStatus.DONE, "--write-baseline");
        byte[] first = Files.readAllBytes(repo.resolve(Baseline.FILE));
        check(repo, ExitStatus.DONE, "--write-baseline");

        assertThat(repo.resolve(Baseline.FILE)).hasBinaryContent(first);
    }

    @ParameterizedTest
    @CsvSource({"text,no errors", "json,{\"schemaVersion\":1", "github,no errors", "sarif,{\"$schema\":"})
    void everyFormatWorks(String format, String begin) throws IOException {
        Path repo = TestRepo.in(directory).revision("kafka", 0, r -> {}).path();

        assertThat(check(repo, ExitStatus.DONE, "--format", format).out()).startsWith(begin);
    }

    @Test
    void furtherFormsAreWrittenToFiles() throws IOException {
        Path repo = repositoryWithAWarning();
        Path sarif = directory.resolve("a=b.sarif");
        Path text = directory.resolve("problems.txt");

        TestConsole console =
                check(repo, ExitStatus.DONE, "--format=github", "--report", "sarif=" + sarif, "--report=text=" + text);

        assertThat(console.out()).startsWith("::warning file=");
        assertThat(Files.readString(sarif))
                .isEqualTo(check(repo, ExitStatus.DONE, "--format=sarif").out());
        assertThat(Files.readString(text))
                .isEqualTo(check(repo, ExitStatus.DONE).out());
        assertThat(check(repo, ExitStatus.WRONG_USAGE, "--report=xml=x").err())
                .startsWith("orrery: --report: xml=x, expected FORMAT=FILE with one of text, json, github, sarif");
        check(repo, ExitStatus.WRONG_USAGE, "--report=sarif");
        check(repo, ExitStatus.WRONG_USAGE, "--report=sarif=");
        check(repo, ExitStatus.WORLD_FAILED, "--report=sarif=" + directory.resolve("none/x"));
    }

    @Test
    void anUnknownFormatIsWrongUsage() throws IOException {
        Path repo = TestRepo.in(directory).revision("kafka", 0, r -> {}).path();

        assertThat(check(repo, ExitStatus.WRONG_USAGE, "--format=xml").err())
                .startsWith("orrery: --format: xml is no format; there are text, json, github, sarif");
    }

    private Path repositoryWithAWarning() throws IOException {
        return TestRepo.in(directory.resolve("repository"))
                .revision("kafka", 0, r -> r.file("notes.txt", "of ours"))
                .path();
    }

    private static TestConsole check(Path repo, int expectedStatus, String... more) {
        TestConsole console = TestConsole.ofFile(Map.of());
        String[] words = new String[more.length + 3];
        words[0] = "check";
        words[1] = "--repo";
        words[2] = repo.toString();
        System.arraycopy(more, 0, words, 3, more.length);
        assertThat(console.run(words)).isEqualTo(expectedStatus);
        return console;
    }
}
