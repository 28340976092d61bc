package io.github.orrery.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.testing.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCheckTest {
    private static final Path SCHEMAS = Path.of("..", "repo", "meta", "schema");

    @Test
    void namesTheValueTheKindAndWhatWasExpected() {
        assertThat(messages("package-schema.json", "package-3.0", "{'name': 'foo', 'tags': 'x', 'framework': null}"))
                .contains(
                        "\"tags\" is the string \"x\", expected an array of strings",
                        "\"framework\" is null, expected true or false",
                        "\"version\" is missing, expected a string");
    }

    @Test
    void asksForTheMeantMemberOnce() {
        List<String> messages = messages(
                "package-schema.json",
                "package-2.0",
                "{'packagingVersion': '2.0', 'name': 'foo', 'version': '1', 'maintaner': 'x', 'description': '',"
                        + " 'tags': []}");
        assertThat(messages).containsExactly("\"maintaner\" is not allowed here, did you mean \"maintainer\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type': ['object', 'foo']}     | `type[1]` is the string `foo`, expected `array`, `boolean`,",
                "{'type': ['object', 1]}         | `type[1]` is the number 1, expected ",
                "{'type': []}                    | `type` has 0 elements, expected at least one",
                "{'type': ['object', 'object']}  | `type` ",
                "{'type': 5}                     | `type` is the number 5, expected `array`, `boolean`, `integer`, `null`, `number`, `object` or `string` or an array",
                "{'items': 5}                    | `items` is the number 5, expected an object",
                "{'dependencies': {'a': []}}     | `dependencies.a` has 0 elements, expected at least one",
            })
    void anAlternativeOfAnotherKindSaysNothing(String config, String message) {
        assertThat(SchemaCheck.of("config-schema.json").violations(Texts.object(config)))
                .extracting(SchemaViolation::message)
                .singleElement()
                .asString()
                .startsWith(message.replace('`', '"'));
    }

    @Test
    void aLineEndAfterTheLastCharacterIsNoMatch() {
        assertThat(messages("package-schema.json", "package-3.0", "{'version': '1.0\\n', 'tags': ['a\\n']}"))
                .anyMatch(message -> message.startsWith("\"version\" is"))
                .anyMatch(message -> message.startsWith("\"tags[0]\" is"));
    }

    @Test
    void longTextsAndManyMembersTakeLittleTime() {
        ObjectNode packageJson = Json.NODES.objectNode();
        packageJson.put("minDcosReleaseVersion", "1" + ".1".repeat(200_000));
        packageJson.put("version", "1".repeat(1_000_000) + " ");
        ArrayNode tags = packageJson.putArray("tags");
        for (int i = 0; i < 50_000; i++) {
            packageJson.put("member" + i, i);
            tags.add(i);
        }
        SchemaCheck schema = SchemaCheck.of("package-schema.json", "package-3.0");
        List<SchemaViolation> violations =
                Assertions.assertTimeout(Duration.ofSeconds(10), () -> schema.violations(packageJson));
        assertThat(violations).hasSizeGreaterThan(100_000);
    }

    @Test
    void longListsInOptionSchemasAreRefusedWithoutComparingThem() {
        ObjectNode config = Json.NODES.objectNode();
        ArrayNode values = config.putArray("enum");
        for (int i = 0; i < 100_000; i++) {
            values.add(i);
        }
        ConfigCheck check = new ConfigCheck();
        assertThat(Assertions.assertTimeout(Duration.ofSeconds(10), () -> check.violations(config)))
                .extracting(SchemaViolation::keyword)
                .containsExactly("uniqueItems");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'string', 'default': 5, 'media': {}}",
                "{'type': 'number', 'minimum': 1, 'maximum': 1.5, 'title': 'x', 'format': 'y'}",
                "{'type': 'object', 'additionalProperties': false, 'description': 'x', 'properties': {}}"
            })
    void anOptionThatIsPlainAtAGlanceIsSound(String option) {
        assertThat(ConfigCheck.isPlain(Texts.object(option))).isTrue();
        assertThat(SchemaCheck.of("config-schema.json").accepts(Texts.object(option)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'text'}",
                "{'type': ['string']}",
                "{'minimum': '1'}",
                "{'description': 5}",
                "{'additionalProperties': {}}",
                "{'properties': []}",
                "{'minimum': 1, 'exclusiveMinimum': true}"
            })
    void anythingElseIsLeftToTheSchema(String option) {
        assertThat(ConfigCheck.isPlain(Texts.object(option))).isFalse();
    }

    /** What lets an item made of whole files go unchecked: its schema says of each part what the file's schema says. */
    @Test
    void indexSchemasSayOfAFileWhatItsOwnSchemaSays() throws IOException {
        JsonNode packages = schema("package-schema.json").path("definitions");
        JsonNode items = schema("v5-repo-schema.json").path("definitions");
        for (String version : List.of("2.0", "3.0", "4.0", "5.0")) {
            JsonNode file = packages.path("package-" + version);
            JsonNode item = items.path("item-" + version);
            for (Map.Entry<String, JsonNode> member : file.path("properties").properties()) {
                JsonNode inItem = item.path("properties").path(member.getKey());
                boolean isLooser = version.equals("2.0") && member.getKey().equals("name");
                if (!isLooser) {
                    assertThat(resolved(inItem, items))
                            .as(version + " " + member.getKey())
                            .isEqualTo(resolved(member.getValue(), packages));
                }
            }
            JsonNode resource = schema(version.equals("2.0") ? "v2-resource-schema.json" : "v3-resource-schema.json");
            JsonNode own = resolved(item.path("properties").path("resource"), items);
            assertThat(own.path("properties").properties()).isNotEmpty();
            assertThat(deep(own.path("properties"), items))
                    .isEqualTo(deep(resource.path("properties"), resource.path("definitions")));
        }
        JsonNode command = resolved(items.path("item-3.0").path("properties").path("command"), items);
        assertThat(command.path("properties").path("pip"))
                .isEqualTo(schema("command-schema.json").path("properties").path("pip"));
    }

    private static JsonNode resolved(JsonNode schema, JsonNode definitions) {
        String reference = schema.path("$ref").asText("");
        return reference.isEmpty() ? schema : definitions.path(reference.substring(reference.lastIndexOf('/') + 1));
    }

    /** With every reference replaced by what it names, and without descriptions. */
    private static JsonNode deep(JsonNode schema, JsonNode definitions) {
        JsonNode resolved = resolved(schema, definitions);
        if (resolved instanceof ObjectNode object) {
            ObjectNode copy = Json.NODES.objectNode();
            object.properties().forEach(member -> {
                if (!member.getKey().equals("description")) {
                    copy.set(member.getKey(), deep(member.getValue(), definitions));
                }
            });
            return copy;
        }
        return resolved;
    }

    private static JsonNode schema(String file) throws IOException {
        return Json.parseOwn(Files.readAllBytes(SCHEMAS.resolve(file)));
    }

    private static List<String> messages(String file, String definition, String json) {
        return SchemaCheck.of(file, definition).violations(Texts.object(json)).stream()
                .map(SchemaViolation::message)
                .toList();
    }
}
