package io.github.orrery.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.problem.Problem;
import io.github.orrery.testing.Checking;
import io.github.orrery.testing.Corpus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real Universe has warnings only, as many as its description says. */
@Tag("corpus")
class RealUniverseCheckTest {
    @Test
    void theRepositoryOfFormat3HasNoError() {
        List<Problem> problems = Checking.problems(Corpus.universe3(), Strictness.FULL);
        assertThat(problems).filteredOn(Problem::isError).isEmpty();
        Map<String, Long> counts =
                new TreeMap<>(problems.stream().collect(Collectors.groupingBy(Problem::ruleId, Collectors.counting())));
        assertThat(counts)
                .containsEntry("duplicate-key", 8L)
                .containsEntry("duplicate-version", 38L)
                .containsEntry("template-not-an-app", 8L)
                .containsEntry("rendered-duplicate-key", 44L)
                .containsEntry("address", 19L)
                .containsEntry("unknown-file", 1L)
                .doesNotContainKeys("version-characters", "minimum-trailing-zero", "address-userinfo", "text-html");
        assertThat(revisions(problems, "option-undefined"::equals)).isEqualTo(306);
        assertThat(revisions(problems, rule -> rule.equals("options-needed") || rule.equals("default-invalid")))
                .isEqualTo(91);
    }

    @Test
    void equalVersionsStandInTwentyEightGroups() {
        assertThat(Checking.problems(Corpus.universe3(), Strictness.FULL).stream()
                        .filter(problem -> problem.ruleId().equals("duplicate-version"))
                        .map(problem -> problem.location().file().split("/")[2] + problem.message())
                        .distinct())
                .hasSize(28);
    }

    @Test
    void theRepositoryOfFormat1HasNoError() {
        assertThat(Checking.problems(Corpus.universe1(), Strictness.FULL))
                .filteredOn(Problem::isError)
                .isEmpty();
    }

    private static long revisions(List<Problem> problems, Predicate<String> rule) {
        return problems.stream()
                .filter(problem -> rule.test(problem.ruleId()))
                .map(problem -> problem.location().file().replaceAll("/[^/]*$", ""))
                .distinct()
                .count();
    }
}
