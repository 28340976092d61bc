package io.github.orrery.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.app.NotEvaluated.Reason;
import io.github.orrery.json.Json;
import io.github.orrery.json.SpelledNumber;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class OptionsSchemaTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/",
                "https://example.com/schema.json#/a",
                "file:///dev/zero",
                "jar:file:/x.jar!/y",
                "classpath:/x.json",
                "other.json",
                "//host/x",
                "http://json-schema.org/draft-04/schema#"
            })
    void followsNoReferenceOutOfTheDocument(String reference) {
        ObjectNode config = Json.NODES.objectNode();
        config.putObject("properties").putObject("a").put("$ref", reference);

        OptionsSchema schema = OptionsSchema.of(config);

        assertThat(schema.findings())
                .extracting(NotEvaluated::reason, NotEvaluated::pointer, NotEvaluated::value)
                .containsExactly(tuple(Reason.REFERENCE_ELSEWHERE, "/properties/a/$ref", reference));
        OptionsSchema.Verdict verdict = schema.evaluate(json("{'a': 1, 'b': 2}"));
        assertThat(verdict.isSatisfied()).isTrue();
        assertThat(verdict.isComplete()).isTrue();
        assertThat(verdict.notEvaluated()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'$ref': '#'} | CYCLE",
                "{'allOf': [{'$ref': '#'}]} | CYCLE",
                "{'not': {'anyOf': [{'$ref': '#'}]}} | CYCLE",
                "{'dependencies': {'a': {'$ref': '#'}}} | CYCLE",
                "{'$ref': '#/definitions/a', 'definitions': {'a': {'$ref': '#/definitions/b'}, 'b': {'$ref': '#/definitions/a'}}} | CYCLE",
                "{'id': 'http://x/y', 'oneOf': [{'$ref': 'y'}]} | CYCLE",
                "{'$ref': '#/nothing'} | REFERENCE_UNRESOLVED",
                "{'$ref': '#nothing'} | REFERENCE_UNRESOLVED",
                "{'properties': {'a': {'pattern': '('}}} | PATTERN_INVALID",
                "{'properties': {'a': {'pattern': '(?=x)'}}} | PATTERN_INVALID",
                "{'properties': {'a': {'pattern': '((a{1000}){1000}){1000}'}}} | PATTERN_TOO_COSTLY",
                "{'patternProperties': {'(a{999}){2}': {}}} | PATTERN_TOO_COSTLY",
            })
    void findsWhatIsOutOfBounds(String config, Reason reason) {
        assertThat(OptionsSchema.of(Revisions.object(config)).findings())
                .extracting(NotEvaluated::reason)
                .containsExactly(reason);
    }

    @Test
    void judgesNothingWithASchemaThatLeadsBackToItself() {
        OptionsSchema.Verdict verdict = OptionsSchema.of(
                        Revisions.object("{'allOf': [{'$ref': '#'}], 'type': 'string'}"))
                .evaluate(json("{}"));

        assertThat(verdict.isComplete()).isFalse();
        assertThat(verdict.violations()).isEmpty();
    }

    @Test
    void followsCyclesThatGoDeeperIntoTheOptions() {
        OptionsSchema schema =
                OptionsSchema.of(Revisions.object("{'type': 'object', 'additionalProperties': {'$ref': '#'}}"));

        assertThat(schema.findings()).isEmpty();
        assertThat(schema.evaluate(json("{'a': {'b': {'c': {}}}}")).isSatisfied())
                .isTrue();
        assertThat(schema.evaluate(json("{'a': {'b': {'c': 1}}}")).violations())
                .extracting(Violation::optionPointer, Violation::schemaPointer, Violation::keyword)
                .containsExactly(tuple("/a/b/c", "", "type"));
    }

    @ParameterizedTest
    @CsvSource({"32, true", "33, false", "3000, false", "20000, false"})
    void followsShortChainsOnly(int links, boolean isFollowed) {
        ObjectNode config = Json.NODES.objectNode().put("$ref", "#/definitions/d1");
        ObjectNode definitions = config.putObject("definitions");
        for (int i = 1; i < links; i++) {
            definitions.putObject("d" + i).put("$ref", "#/definitions/d" + (i + 1));
        }
        definitions.putObject("d" + links).put("type", "string");

        OptionsSchema schema = OptionsSchema.of(config);

        assertThat(schema.findings())
                .extracting(NotEvaluated::reason)
                .isEqualTo(isFollowed ? List.of() : List.of(Reason.CHAIN_TOO_LONG));
        assertThat(schema.evaluate(json("{}")).violations()).hasSize(isFollowed ? 1 : 0);
    }

    @Test
    void doesNotTryAlternativesThatMultiply() {
        ObjectNode config = Json.NODES.objectNode().put("$ref", "#/definitions/d0");
        ObjectNode definitions = config.putObject("definitions");
        for (int i = 0; i < 24; i++) {
            ArrayNode both = definitions.putObject("d" + i).putArray("anyOf");
            both.addObject().put("$ref", "#/definitions/d" + (i + 1));
            both.addObject().put("$ref", "#/definitions/d" + (i + 1));
        }
        definitions.putObject("d24").put("type", "string");

        assertThat(OptionsSchema.of(config).findings())
                .extracting(NotEvaluated::reason)
                .containsExactly(Reason.TOO_MANY_ALTERNATIVES);
    }

    @Test
    void endsWorkThatGrowsWithTheDepthOfOptions() {
        OptionsSchema schema = OptionsSchema.of(Revisions.object(
                "{'allOf': [{'properties': {'a': {'$ref': '#'}}}, {'properties': {'a': {'$ref': '#'}}}]}"));

        assertThat(schema.findings()).isEmpty();
        OptionsSchema.Verdict verdict = schema.evaluate(nested(60));
        assertThat(verdict.notEvaluated()).extracting(NotEvaluated::reason).containsExactly(Reason.TOO_MUCH_WORK);
        assertThat(verdict.isComplete()).isFalse();
    }

    @Test
    void survivesDeepTrees() {
        ObjectNode deep = nested(3000);
        ObjectNode config = Json.NODES.objectNode();
        ObjectNode inner = config;
        for (int i = 0; i < 3000; i++) {
            inner = inner.putObject("properties").putObject("a");
        }

        assertThat(OptionsSchema.of(config).findings())
                .extracting(NotEvaluated::reason)
                .containsExactly(Reason.TOO_DEEP);
        assertThat(OptionsSchema.of(Revisions.object("{'additionalProperties': {'$ref': '#'}}"))
                        .evaluate(deep)
                        .isComplete())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(.*?,){20}P", "(a|b)*", "^(?:.|\\n)*$", "(x+x+)+y", "^(a{1,100}){1,10}$"})
    void runsPatternsInTime(String pattern) {
        ObjectNode config = Json.NODES.objectNode();
        config.putObject("properties").putObject("a").put("pattern", pattern);

        OptionsSchema schema = OptionsSchema.of(config);

        assertThat(schema.findings()).isEmpty();
        for (String text : new String[] {"a".repeat(40_000), ",".repeat(1_000_000)}) {
            schema.evaluate(Json.NODES.objectNode().put("a", text));
        }
    }

    @Test
    void passesOverAPatternThatItDoesNotRun() {
        OptionsSchema schema = OptionsSchema.of(
                Revisions.object("{'properties': {'a': {'not': {'pattern': '(?=x)'}, 'type': 'integer'}}}"));

        OptionsSchema.Verdict verdict = schema.evaluate(json("{'a': 'x'}"));

        assertThat(verdict.violations()).extracting(Violation::keyword).containsExactly("type");
        assertThat(verdict.notEvaluated()).extracting(NotEvaluated::reason).containsExactly(Reason.PATTERN_INVALID);
    }

    @Test
    void comparesManyElementsInTime() {
        ArrayNode elements = Json.NODES.arrayNode();
        for (int i = 0; i < 200_000; i++) {
            elements.add(i);
        }
        ObjectNode options = Json.NODES.objectNode();
        options.set("a", elements);

        OptionsSchema.Verdict verdict = OptionsSchema.of(
                        Revisions.object("{'properties': {'a': {'uniqueItems': true}}}"))
                .evaluate(options);

        assertThat(verdict.notEvaluated()).extracting(NotEvaluated::reason).containsExactly(Reason.TOO_MUCH_WORK);
    }

    @ParameterizedTest
    @CsvSource({
        "multipleOf, 1e-999999999, 1e308",
        "minimum, 0e99999999999, 1e-2147483640",
        "multipleOf, 0.01, 1e308",
        "maximum, 1e308, 1e-300"
    })
    void reckonsWithExtremeNumbersInTime(String keyword, String bound, String value) {
        ObjectNode config = Json.NODES.objectNode();
        config.set(keyword, new SpelledNumber(bound));

        assertThat(OptionsSchema.of(config).evaluate(new SpelledNumber(value)).isSatisfied())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'format': 'hostname'} | 'leader.mesos' | true",
                "{'format': 'hostname'} | 'a_b' | false",
                "{'format': 'email'} | 'nobody' | false",
                "{'format': 'ipv4'} | '10.0.0.300' | false",
                "{'format': 'date-time'} | 'today' | false",
                "{'format': 'uri'} | 'http://a b' | false",
                "{'format': 'something'} | 'x' | true",
                "{'media': 1, 'title': 2} | 'x' | true",
                "{'type': 'integer'} | 1.0 | false",
                "{'type': ['integer', 'null']} | null | true",
                "{'enum': [1, 'a']} | 1.0 | true",
                "{'enum': [0]} | false | false",
                "{'minimum': 1, 'exclusiveMinimum': true} | 1 | false",
                "{'required': true} | {} | true",
                "{'minimum': 'x', 'pattern': 7, 'enum': 3, 'type': 9, 'properties': []} | 1 | true",
            })
    void judgesSingleValues(String schema, String value, boolean isValid) {
        assertThat(OptionsSchema.of(Revisions.object(schema))
                        .evaluate(json(value))
                        .isSatisfied())
                .isEqualTo(isValid);
    }

    @Test
    void checksNoFormatOfVeryLongTexts() {
        OptionsSchema schema = OptionsSchema.of(Revisions.object("{'format': 'email'}"));

        assertThat(schema.evaluate(Json.NODES.textNode("x".repeat(1_000_000))).notEvaluated())
                .extracting(NotEvaluated::reason)
                .containsExactly(Reason.TEXT_TOO_LONG);
    }

    private static ObjectNode nested(int levels) {
        ObjectNode root = Json.NODES.objectNode();
        ObjectNode inner = root;
        for (int i = 0; i < levels; i++) {
            inner = inner.putObject("a");
        }
        return root;
    }

    private static JsonNode json(String text) {
        return Json.parseOwn(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
