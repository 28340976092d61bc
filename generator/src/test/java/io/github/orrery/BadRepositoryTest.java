package io.github.orrery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.orrery.check.Rule;
import io.github.orrery.check.Strictness;
import io.github.orrery.problem.Problem;
import io.github.orrery.testing.BadRepository;
import io.github.orrery.testing.Checking;
import io.github.orrery.write.OutputRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For each rule a repository that breaks it, and exactly what is said of it. */
class BadRepositoryTest {
    @TempDir
    Path directory;

    static List<BadRepository> examples() {
        return BadRepository.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void saysExactlyThis(BadRepository example) throws IOException {
        Path repo = example.in(directory);
        Path denied = repo.resolve("packages/F/foo/0/config.json");
        assumeFalse(
                example.rule().equals("unreadable-file") && Files.isReadable(denied),
                "skipped: this user may read every file");
        Optional<Path> templates = example.templates().map(Path::toAbsolutePath);
        List<Problem> problems = templates.isPresent() || example.wantsLocalIcons()
                ? problemsOfPages(repo, templates.orElse(null), example.wantsLocalIcons())
                : Checking.problems(repo, Strictness.FULL);
        List<String> lines = problems.stream()
                .map(BadRepository::line)
                .map(line -> templates.isPresent() ? line.replace(templates.get() + "/", "TEMPLATES/") : line)
                .toList();
        if (Boolean.getBoolean("golden.update")) {
            example.writeProblems(lines);
        }
        assertThat(problems).extracting(Problem::ruleId).contains(example.rule());
        assertThat(lines).isEqualTo(example.problems());
    }

    private List<Problem> problemsOfPages(Path repo, Path templates, boolean localIcons) {
        BuildOptions plain = BuildOptions.of(repo, directory.resolve("out"));
        BuildOptions options = plain.with(plain.look()
                .withTemplates(templates)
                .withIcons(localIcons ? BuildOptions.Icons.LOCAL : BuildOptions.Icons.ELSEWHERE));
        try {
            return SiteBuild.run(options, Baseline.NONE, Progress.SILENT)
                    .checked()
                    .problems();
        } catch (IOException | OutputRefusedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyRuleHasAnExample() {
        assertThat(BadRepository.all())
                .extracting(BadRepository::rule)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::id).toList());
    }
}
