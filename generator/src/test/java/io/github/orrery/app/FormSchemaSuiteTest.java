package io.github.orrery.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.testing.Browser;
import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.NodeScripts;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The public test suite of JSON Schema, draft 4, on the pages' own evaluation: all of its required cases. */
@Tag("corpus")
class FormSchemaSuiteTest {
    private static final String RUN =
            """
            var results = [];
            function run(file, text) {
              for (const group of orreryForm.json.read(text, {length: 1e9, depth: 500, digits: 1000}).value) {
                for (const test of group.get("tests")) {
                  const verdict = orreryForm.schema.evaluate(group.get("schema"), test.get("data"));
                  results.push({
                    group: file + ": " + group.get("description"),
                    test: test.get("description"),
                    isRight: (verdict.violations.length === 0) === test.get("valid"),
                    isWhole: verdict.passedOver.length === 0 && verdict.stopped === null});
                }
              }
            }
            """;

    @TempDir
    Path scratch;

    @Test
    void judgesEveryRequiredCaseAsTheSuiteDoesAndFollowsNoReferenceToAnotherHost() throws IOException {
        demandTheSuites(NodeScripts.evaluateWithForm(scratch, "results", cases()));
    }

    /** The same on a package's page, with the script that it loads. */
    @Nested
    @Tag("browser")
    class InABrowser {
        @RegisterExtension
        static final Browser BROWSER = new Browser();

        @Test
        void judgesEveryRequiredCaseAsTheSuiteDoes() throws IOException {
            BuiltSite.of(
                    TestRepo.in(scratch.resolve("repo"))
                            .revision("sample", 0, files -> {})
                            .path(),
                    scratch.resolve("site"));
            BROWSER.open(scratch.resolve("site"), "packages/sample/index.html");
            BROWSER.eval("document.getElementById('try-open').click()");
            BROWSER.waitFor("window.orreryForm && document.querySelector('.outcome pre')");

            Object results = BROWSER.eval(String.join("\n", cases()) + "return JSON.stringify(results);");

            demandTheSuites(Json.parseOwn(String.valueOf(results).getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Scripts that run all cases of the suite. */
    private static List<String> cases() throws IOException {
        List<String> scripts = new ArrayList<>(List.of(RUN));
        for (Path file : JsonSchemaSuiteTest.files()) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            scripts.add("run(" + quoted(file.getFileName().toString()) + ", " + quoted(text) + ");");
        }
        return scripts;
    }

    private static void demandTheSuites(JsonNode results) {
        int cases = 0;
        List<String> differences = new ArrayList<>();
        List<String> notFollowed = new ArrayList<>();
        for (JsonNode result : results) {
            String group = result.path("group").asText();
            if (group.startsWith("refRemote.json") || JsonSchemaSuiteTest.ELSEWHERE.contains(group)) {
                if (!result.path("isWhole").asBoolean()) {
                    notFollowed.add(group);
                }
            } else {
                cases++;
                if (!result.path("isRight").asBoolean()
                        || !result.path("isWhole").asBoolean()) {
                    differences.add(group + ": " + result.path("test").asText());
                }
            }
        }

        assertThat(differences).isEmpty();
        assertThat(cases).isGreaterThan(550);
        assertThat(notFollowed).containsAll(JsonSchemaSuiteTest.ELSEWHERE);
    }

    private static String quoted(String text) {
        return Json.NODES.textNode(text).toString();
    }
}
