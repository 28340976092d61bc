package io.github.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.CheckResult;
import io.github.orrery.json.Json;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProblemPrinterTest {
    private static final String NEW = "packages/K/kafka/1/package.json";
    private static final String OLD = "packages/K/kafka/0/package.json";
    private static final Problem ERROR = Problem.error(
            "package-name", new Location(NEW, 2, 11, "/name"), "\"Kafka\" is no name, expected a-z: 100%");
    private static final Problem WARNING = Problem.warning("package-tags", new Location(NEW, 3, 2, ""), "no tags");
    private static final Problem OLDER = Problem.warning("package-tags", new Location(OLD, 1, 1, ""), "no tags");
    private static final Problem OLDER_ERROR = Problem.error("unknown-file", Location.of("packages/K/kafka/0/x"), "?");

    @TempDir
    private Path root;

    @BeforeEach
    void writeSources() throws IOException {
        write(OLD, "{}\n");
        write(NEW, "{\n  \"name\": \"Kafka\",\n\t\"tags\": []\n}\n");
    }

    @Test
    void textNamesThePlaceShowsTheLineAndCountsPerRule() {
        assertThat(text(false, WARNING, ERROR, OLDER, OLDER_ERROR))
                .isEqualTo(
                        """
                        ROOT/packages/K/kafka/0/x:1:1: error: ? [unknown-file]
                        ROOT/packages/K/kafka/1/package.json:2:11: error: "Kafka" is no name, expected a-z: 100% [package-name]
                              "name": "Kafka",
                                      ^
                        ROOT/packages/K/kafka/1/package.json:3:2: warning: no tags [package-tags]
                                "tags": []
                                ^

                             1 error   package-name
                             2 warning package-tags (1 not shown)
                             1 error   unknown-file
                        2 errors, 2 warnings
                        1 of the warnings is about an older revision and not shown; orrery check --all shows it
                        """);
    }

    @Test
    void textShowsWarningsOfOlderRevisionsWhereAllAreAskedFor() {
        assertThat(text(true, OLDER))
                .isEqualTo(
                        """
                        ROOT/packages/K/kafka/0/package.json:1:1: warning: no tags [package-tags]
                            {}
                            ^

                             1 warning package-tags
                        no errors, 1 warning
                        """);
    }

    @Test
    void textSaysWhereNothingIsWrong() {
        assertThat(text(false)).isEqualTo("no errors, no warnings\n");
    }

    @Test
    void textTellsHowMuchIsAccepted() {
        CheckResult result = new CheckResult(root, List.of(), 3, Set.of());

        assertThat(printed(new TextProblems(Style.PLAIN, false, true, EnumSet.allOf(Severity.class)), result))
                .isEqualTo("no errors, no warnings, and 3 accepted warnings\n");
    }

    @Test
    void coloursLeaveTheWordsAsTheyAre() {
        CheckResult result = result(ERROR);
        String coloured = printed(new TextProblems(Style.COLOURED, false, true, EnumSet.allOf(Severity.class)), result);

        assertThat(coloured).contains("\u001b[1;31merror:\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(printed(new TextProblems(Style.PLAIN, false, true, EnumSet.allOf(Severity.class)), result));
    }

    @Test
    void theCaretStandsBelowThePlaceInCodePoints() throws IOException {
        write(NEW, "{\"k\u00f6\ud83d\ude00\": \"x\"}");

        assertThat(excerptAt(1, 9)).isEqualTo("    {\"k\u00f6\ud83d\ude00\": \"x\"}\n            ^\n");
    }

    @Test
    void ofALongLineOnlyThePartAroundThePlaceIsShown() throws IOException {
        write(NEW, "a".repeat(500) + "HERE" + "b".repeat(500));

        List<String> lines = excerptAt(1, 501).lines().toList();

        assertThat(lines.get(0)).hasSizeLessThan(135).startsWith("    ...aaa").endsWith("bbb...");
        assertThat(lines.get(1).indexOf('^')).isEqualTo(lines.get(0).indexOf("HERE"));
    }

    /** A name that is not printable stands in a place with its characters escaped. */
    @Test
    void escapesInAPathAreNoSeparators() {
        Problem odd = Problem.error("stray-file", Location.of("packages/K/a\\u000ab"), "odd");

        assertThat(text(false, odd)).startsWith("ROOT/packages/K/a\\u000ab:1:1: error: odd");
        assertThat(json(new SarifProblems(true), odd).findValuesAsText("uri")).containsExactly("packages/K/a%5Cu000ab");
    }

    @Test
    void excerptsOfOneLineDoNotDependOnTheirOrder() throws IOException {
        write(NEW, "0123456789".repeat(60) + "\r\nsecond");
        SourceLines lines = new SourceLines(root);

        for (int column : new int[] {500, 10, 300, 590, 1}) {
            SourceLines.Excerpt excerpt =
                    lines.excerpt(new Location(NEW, 1, column, "")).orElseThrow();
            assertThat(excerpt.text().substring(excerpt.indent())).startsWith(Integer.toString((column - 1) % 10));
            assertThat(excerpt.text().indexOf('\r')).isNegative();
        }
        assertThat(lines.excerpt(new Location(NEW, 2, 1, "")).orElseThrow().text())
                .isEqualTo("second");
        assertThat(lines.excerpt(new Location(NEW, 3, 1, ""))).isEmpty();
    }

    /** A file may be one line, and wrong all along it: looked at anew for each problem, this takes minutes. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyProblemsOfOneLongLineAreShownInLittleTime() throws IOException {
        int problems = 100_000;
        write(NEW, "\"a\":1,".repeat(problems * 3));
        SourceLines lines = new SourceLines(root);

        for (int i = 0; i < problems; i++) {
            SourceLines.Excerpt excerpt =
                    lines.excerpt(new Location(NEW, 1, 1 + 18 * i, "")).orElseThrow();
            assertThat(excerpt.text().startsWith("\"a\":1", excerpt.indent()))
                    .as("problem " + i)
                    .isTrue();
        }
    }

    @Test
    void aSourceLineCannotMoveTheCursor() throws IOException {
        write(NEW, "\u001b[2J\u202e\rx\r\n");

        assertThat(excerptAt(1, 7)).isEqualTo("    \\u001b[2J\\u202e\\rx\n                     ^\n");
    }

    @Test
    void aPlaceThatIsNotThereHasNoExcerpt() {
        assertThat(excerptAt(99, 1)).isEmpty();
        Problem gone = Problem.error("unreadable-file", new Location("packages/K/gone.json", 1, 1, ""), "gone");
        assertThat(text(false, gone).lines()).hasSize(4);
    }

    @Test
    void jsonHoldsEveryPartOfAProblemAndTheCounts() {
        JsonNode document = json(new JsonProblems(false), WARNING, ERROR, OLDER);

        assertThat(document.path("schemaVersion").asText()).isEqualTo("1");
        assertThat(document.path("problems")).hasSize(2);
        JsonNode first = document.path("problems").path(0);
        assertThat(first.path("file").asText()).isEqualTo(root + "/" + NEW);
        assertThat(first.path("line").asText()).isEqualTo("2");
        assertThat(first.path("column").asText()).isEqualTo("11");
        assertThat(first.path("pointer").asText()).isEqualTo("/name");
        assertThat(first.path("severity").asText()).isEqualTo("error");
        assertThat(first.path("rule").asText()).isEqualTo("package-name");
        assertThat(first.path("message").asText()).isEqualTo(ERROR.message());
        assertThat(document.path("counts").toString())
                .isEqualTo("{\"errors\":1,\"warnings\":2,\"warningsOfOlderRevisions\":1,\"accepted\":0,\"rules\":{"
                        + "\"package-name\":{\"errors\":1,\"warnings\":0,\"warningsOfOlderRevisions\":0},"
                        + "\"package-tags\":{\"errors\":0,\"warnings\":2,\"warningsOfOlderRevisions\":1}}}");
    }

    @Test
    void annotationsAreEncodedAndComeWorstFirst() throws IOException {
        Problem strange = Problem.warning("package-tags", new Location("packages/A/a,b:c%/0", 1, 1, ""), "a\n::b");

        assertThat(printed(new GithubProblems(false, true), result(strange, ERROR))
                        .lines())
                .containsExactly(
                        "::error file=" + root + "/" + NEW
                                + ",line=2,col=11,title=package-name::\"Kafka\" is no name, expected a-z: 100%25",
                        "::warning file=" + root
                                + "/packages/A/a%2Cb%3Ac%25/0,line=1,col=1,title=package-tags::a\\n::b",
                        "1 error, 1 warning");
    }

    @Test
    void whatGithubWouldNotShowIsPrintedAsText() {
        List<Problem> problems = new ArrayList<>();
        for (int line = 1; line <= 25; line++) {
            problems.add(Problem.error("package-name", new Location(NEW, line, 1, ""), "no name"));
            problems.add(Problem.warning("package-tags", new Location(NEW, line, 1, ""), "no tags"));
        }

        List<String> lines = printed(new GithubProblems(false, false), result(problems.toArray(Problem[]::new)))
                .lines()
                .toList();

        assertThat(lines).hasSize(50);
        assertThat(lines.stream().filter(line -> line.startsWith("::error "))).hasSize(10);
        assertThat(lines.stream().filter(line -> line.startsWith("::warning "))).hasSize(10);
        assertThat(lines.get(10)).startsWith(root + "/" + NEW + ":11:1: error: ");
    }

    @Test
    void textForALogOfGithubHoldsNoCommandOfTheOlderForm() {
        Problem[] problems = new Problem[11];
        Arrays.fill(problems, Problem.error("package-name", new Location(NEW, 1, 1, ""), "##[add-mask]secret"));

        assertThat(printed(new GithubProblems(false, false), result(problems)).lines())
                .filteredOn(line -> !line.startsWith("::"))
                .singleElement()
                .asString()
                .endsWith("error: ## [add-mask]secret [package-name]");
    }

    @Test
    void sarifHoldsWhatItsReadersRequire() {
        Problem blank = Problem.error("package-name", Location.of("packages/K/a b\u00f6:c"), "no");
        JsonNode log = json(new SarifProblems(true), WARNING, ERROR, OLDER, blank);

        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        assertThat(log.path("$schema").asText()).endsWith("sarif-2.1.0.json");
        assertThat(log.path("runs")).hasSize(1);
        JsonNode run = log.path("runs").path(0);
        assertThat(run.path("columnKind").asText()).isEqualTo("unicodeCodePoints");
        JsonNode driver = run.path("tool").path("driver");
        assertThat(driver.path("name").asText()).isEqualTo("Orrery");
        assertThat(driver.path("version").isTextual()).isTrue();
        assertThat(run.path("results")).hasSize(4);
        for (JsonNode found : run.path("results")) {
            JsonNode rule = driver.path("rules")
                    .path(Integer.parseInt(found.path("ruleIndex").asText()));
            assertThat(rule.path("id").asText()).isEqualTo(found.path("ruleId").asText());
            assertThat(found.path("level").asText()).isIn("error", "warning");
            assertThat(found.path("message").path("text").asText()).isNotEmpty();
            assertThat(found.path("partialFingerprints")
                            .path("orreryProblem/v1")
                            .asText())
                    .matches("[0-9a-f]{16}");
            JsonNode physical = found.path("locations").path(0).path("physicalLocation");
            assertThat(physical.path("artifactLocation").path("uri").asText()).startsWith("packages/K/");
            assertThat(Integer.parseInt(
                            physical.path("region").path("startLine").asText()))
                    .isPositive();
            assertThat(Integer.parseInt(
                            physical.path("region").path("startColumn").asText()))
                    .isPositive();
        }
        assertThat(run.path("results").findValuesAsText("level"))
                .containsExactly("error", "error", "warning", "warning");
        assertThat(run.path("results").findValuesAsText("uri")).contains("packages/K/a%20b%C3%B6:c");
        assertThat(run.path("results").findValuesAsText("orreryProblem/v1")).doesNotHaveDuplicates();
    }

    @Test
    void sarifSatisfiesTheSchemaOfTheStandard() throws IOException {
        SarifSchema schema = SarifSchema.read();
        Problem odd =
                Problem.warning("non-ascii", new Location("packages/A/a b:c%/0/x", 3, 1, "/a~1b/0"), "a\n::b \u00f6");
        CheckResult clean = result();

        assertThat(schema.violations(printed(new SarifProblems(true), result(WARNING, ERROR, OLDER, OLDER_ERROR, odd))))
                .isEmpty();
        assertThat(schema.violations(printed(new SarifProblems(true), clean))).isEmpty();
        assertThat(schema.violations(
                        printed(new SarifProblems(true), result(ERROR)).replace("\"error\"", "\"bad\"")))
                .isNotEmpty();
    }

    @Test
    void sarifCarriesTheDocumentationOfItsRules() {
        JsonNode rule = json(new SarifProblems(true), ERROR)
                .path("runs")
                .path(0)
                .path("tool")
                .path("driver")
                .path("rules")
                .path(0);

        assertThat(rule.path("shortDescription").path("text").asText()).isNotEmpty();
        assertThat(rule.path("help").path("text").asText()).contains("How to mend it: ");
    }

    @Test
    void aFingerprintStaysWhenOtherLinesMove() {
        Problem moved = Problem.warning("package-tags", new Location(NEW, 30, 5, ""), "no tags");

        assertThat(json(new SarifProblems(true), moved).findValuesAsText("orreryProblem/v1"))
                .isEqualTo(json(new SarifProblems(true), WARNING).findValuesAsText("orreryProblem/v1"));
    }

    private String text(boolean all, Problem... problems) {
        return printed(new TextProblems(Style.PLAIN, all, true, EnumSet.allOf(Severity.class)), result(problems))
                .replace(root.toString(), "ROOT");
    }

    /** The source line and the line with the caret. */
    private String excerptAt(int line, int column) {
        Problem problem = Problem.error("package-name", new Location(NEW, line, column, ""), "wrong");
        String printed =
                printed(new TextProblems(Style.PLAIN, false, false, EnumSet.allOf(Severity.class)), result(problem));
        return printed.substring(printed.indexOf('\n') + 1);
    }

    private JsonNode json(ProblemPrinter printer, Problem... problems) {
        String printed = printed(printer, result(problems));
        assertThat(printed).hasLineCount(1).endsWith("}\n");
        return Json.parseOwn(printed.getBytes(StandardCharsets.UTF_8));
    }

    private CheckResult result(Problem... problems) {
        List<Problem> sorted = List.of(problems).stream().sorted().toList();
        return new CheckResult(root, sorted, 0, Set.of("packages/K/kafka/0"));
    }

    private static String printed(ProblemPrinter printer, CheckResult result) {
        TestConsole console = TestConsole.ofFile(Map.of());
        printer.print(result, console.console().out());
        return console.out();
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
