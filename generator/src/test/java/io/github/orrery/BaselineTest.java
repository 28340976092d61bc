package io.github.orrery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {
    private static final String FILE = "packages/K/kafka/0/package.json";
    private static final Problem WARNING = Problem.warning(
            "json-duplicate-key", new Location(FILE, 3, 5, "/name"), "again at line 7, first at line 3");
    private static final Problem ERROR = Problem.error("json-syntax", new Location(FILE, 1, 1, ""), "not JSON");

    @TempDir
    private Path repo;

    @Test
    void acceptsTheSameWarningOnAnotherLine() throws IOException {
        Baseline.of(List.of(WARNING)).write(repo);

        Problem moved = Problem.warning(
                "json-duplicate-key", new Location(FILE, 30, 9, "/name"), "again at line 70, first at line 30");
        assertThat(read().accepts(moved)).isTrue();
    }

    @Test
    void acceptsNoOtherFilePointerRuleOrMessage() {
        Baseline baseline = Baseline.of(List.of(WARNING));

        String message = WARNING.message();
        assertThat(List.of(
                        Problem.warning(WARNING.ruleId(), new Location("other", 3, 5, "/name"), message),
                        Problem.warning(WARNING.ruleId(), new Location(FILE, 3, 5, "/tags"), message),
                        Problem.warning("other-rule", WARNING.location(), message),
                        Problem.warning(WARNING.ruleId(), WARNING.location(), "another value")))
                .noneMatch(baseline::accepts);
    }

    @Test
    void neverAcceptsAnError() {
        Problem nowAnError = Problem.error(WARNING.ruleId(), WARNING.location(), WARNING.message());

        assertThat(Baseline.of(List.of(ERROR)).entries()).isEmpty();
        assertThat(Baseline.of(List.of(WARNING)).accepts(nowAnError)).isFalse();
    }

    @Test
    void acceptedWarningsStayAcceptedWhereWarningsAreErrors() {
        Problem other = Problem.warning("package-tags", Location.of(FILE), "no tags");

        CheckResult result =
                CheckResult.of(repo, List.of(WARNING, other), Baseline.of(List.of(WARNING)), true, Set.of());

        assertThat(result.accepted()).isEqualTo(1);
        assertThat(result.problems()).containsExactly(Problem.error("package-tags", Location.of(FILE), "no tags"));
    }

    @Test
    void isTheSameTextForTheSameWarningsInAnyOrder() {
        Problem other = Problem.warning("package-tags", Location.of("a \"b\".json"), "no tags");

        assertThat(Baseline.of(List.of(WARNING, other, WARNING)).text())
                .isEqualTo(Baseline.of(List.of(other, WARNING)).text())
                .isEqualTo(
                        """
                        {
                          "schemaVersion": 1,
                          "accepted": [
                            {"rule": "package-tags", "file": "a \\"b\\".json", "pointer": "", "fingerprint": "%s"},
                            {"rule": "json-duplicate-key", "file": "%s", "pointer": "/name", "fingerprint": "%s"}
                          ]
                        }
                        """
                                .formatted(
                                        Baseline.fingerprint("no tags"),
                                        FILE,
                                        Baseline.fingerprint(WARNING.message())));
    }

    @Test
    void isEmptyWhereThereIsNoFile() throws IOException {
        assertThat(read().entries()).isEmpty();
        Baseline.NONE.write(repo);
        assertThat(read().entries()).isEmpty();
    }

    @Test
    void leavesNothingBesideItWhenWritten() throws IOException {
        Files.writeString(repo.resolve(Baseline.FILE + ".new"), "left by a run that was killed");

        Baseline.of(List.of(WARNING)).write(repo);

        assertThat(repo.toFile().list()).containsExactly(Baseline.FILE);
    }

    @Test
    void aDamagedFileIsAProblemWithItsPlace() throws IOException {
        assertThat(problemsOf("{\"schemaVersion\": 1,\n oops}")).satisfiesExactly(problem -> {
            assertThat(problem.ruleId()).isEqualTo("baseline-format");
            assertThat(problem.location().line()).isEqualTo(2);
        });
        assertThat(problemsOf("{\"schemaVersion\": 2, \"accepted\": []}")).hasSize(1);
        assertThat(problemsOf("{\"schemaVersion\": 1, \"accepted\": [\n\n{\"rule\": \"x\"}]}"))
                .satisfiesExactly(
                        problem -> assertThat(problem.location().line()).isEqualTo(3));
    }

    @Test
    void aSymbolicLinkIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret"), "{}");
        Files.createSymbolicLink(repo.resolve(Baseline.FILE), secret);
        Files.createSymbolicLink(repo.resolve(Baseline.FILE + ".new"), secret);

        Problems problems = new Problems();
        assertThat(Baseline.read(repo, problems).entries()).isEmpty();
        assertThat(problems.hasErrors()).isTrue();

        Baseline.of(List.of(WARNING)).write(repo);
        assertThat(secret).hasContent("{}");
    }

    private List<Problem> problemsOf(String text) throws IOException {
        Files.write(repo.resolve(Baseline.FILE), text.getBytes(StandardCharsets.UTF_8));
        Problems problems = new Problems();
        Baseline.read(repo, problems);
        return problems.sorted();
    }

    private Baseline read() throws IOException {
        Problems problems = new Problems();
        Baseline baseline = Baseline.read(repo, problems);
        assertThat(problems.sorted()).isEmpty();
        return baseline;
    }
}
