package io.github.orrery.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.testing.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The public test suite of JSON Schema, draft 4: all of its required cases but references to other hosts. */
@Tag("corpus")
class JsonSchemaSuiteTest {
    /** Groups of ref.json and definitions.json that refer to the meta-schema on its own host. */
    static final Set<String> ELSEWHERE = Set.of(
            "definitions.json: validate definition against metaschema", "ref.json: remote ref, containing refs itself");

    @Test
    void judgesEveryRequiredCaseAsTheSuiteDoes() throws IOException {
        List<String> differences = new ArrayList<>();
        int cases = 0;
        for (Path file : files()) {
            for (JsonNode group : Json.parseOwn(Files.readAllBytes(file))) {
                String name =
                        file.getFileName() + ": " + group.path("description").asText();
                if (ELSEWHERE.contains(name) || file.endsWith("refRemote.json")) {
                    continue;
                }
                OptionsSchema schema = OptionsSchema.of((ObjectNode) group.path("schema"));
                for (JsonNode test : group.path("tests")) {
                    cases++;
                    OptionsSchema.Verdict verdict = schema.evaluate(test.path("data"));
                    if (verdict.isSatisfied() != test.path("valid").asBoolean()
                            || !verdict.notEvaluated().isEmpty()) {
                        differences.add(name + ": " + test.path("description").asText() + ": " + verdict);
                    }
                }
            }
        }

        assertThat(differences).isEmpty();
        assertThat(cases).isGreaterThan(550);
    }

    @Test
    void followsNoReferenceToAnotherHost() throws IOException {
        for (Path file : files()) {
            for (JsonNode group : Json.parseOwn(Files.readAllBytes(file))) {
                String name =
                        file.getFileName() + ": " + group.path("description").asText();
                if (ELSEWHERE.contains(name) || file.endsWith("refRemote.json")) {
                    assertThat(OptionsSchema.of((ObjectNode) group.path("schema"))
                                    .findings())
                            .as(name)
                            .extracting(NotEvaluated::reason)
                            .contains(NotEvaluated.Reason.REFERENCE_ELSEWHERE);
                }
            }
        }
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Corpus.draft4Suite())) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
