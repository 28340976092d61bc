package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.orrery.json.Json;
import io.github.orrery.testing.TestRepo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageDataTest {
    private static final String CONFIG = config("one");

    @TempDir
    Path directory;

    @Test
    void holdsTheFilesOfEachRevisionWithTheNewestFirst() {
        JsonNode data = data(repo -> repo.revision("kafka", 2, files -> files.set("version", "\"b\"")
                        .file("config.json", CONFIG)
                        .file("marathon.json.mustache", "{\"x\": {{x}}}"))
                .revision("kafka", 10, files -> files.set("version", "\"c\"")
                        .file("config.json", config("two"))
                        .file("resource.json", "{}")
                        .file("command.json", "{\"pip\": [\"dcos==0.1\"]}")));

        assertThat(data.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(data.path("name").asText()).isEqualTo("kafka");
        assertThat(data.path("revisions").findValuesAsText("releaseVersion")).containsExactly("10", "2");
        assertThat(data.path("revisions").findValuesAsText("version")).containsExactly("c", "b");
        assertThat(text(data, 1, "config")).isEqualTo(CONFIG);
        assertThat(text(data, 1, "template")).isEqualTo("{\"x\": {{x}}}");
        assertThat(text(data, 0, "config")).isEqualTo(config("two"));
        assertThat(text(data, 0, "command")).isEqualTo("{\"pip\": [\"dcos==0.1\"]}");
        assertThat(data.at("/revisions/0").has("resource")).isFalse();
        assertThat(text(data, 0, "package")).contains("\"version\": \"c\"").endsWith("}\n");
    }

    @Test
    void saysATextOnceAndOneThatResemblesItAsTheDifference() {
        JsonNode data = data(repo -> repo.revision("kafka", 0, files -> files.file("config.json", CONFIG))
                .revision("kafka", 1, files -> files.file("config.json", config("two")))
                .revision("kafka", 2, files -> files.file("config.json", CONFIG)));

        assertThat(data.at("/revisions/0/config")).isEqualTo(data.at("/revisions/2/config"));
        JsonNode other = data.path("texts").get(data.at("/revisions/1/config").asInt());
        assertThat(other.isArray()).isTrue();
        assertThat(other.toString()).hasSizeLessThan(80);
        assertThat(text(data, 1, "config")).isEqualTo(config("two"));
    }

    @Test
    void isAsciiThatEndsNeitherAScriptNorAnElement() {
        String template = "{\"\u00e9\u2028\": \"</script><!-- \ud83d\ude00 \u007f\u0001\"}\r\n".repeat(4);
        byte[] script =
                script(repo -> repo.revision("kafka", 0, files -> files.file("marathon.json.mustache", template))
                        .revision("kafka", 1, files -> files.file("marathon.json.mustache", template + "\u00fc")));

        for (byte b : script) {
            assertThat(b == '\n' || (b >= ' ' && b < 0x7f)).isTrue();
        }
        assertThat(new String(script, StandardCharsets.US_ASCII)).doesNotContain("<");
        assertThat(text(parse(script), 1, "template")).isEqualTo(template);
        assertThat(text(parse(script), 0, "template")).isEqualTo(template + "\u00fc");
    }

    @Test
    void saysNothingByATextThatIsNotAscii() {
        JsonNode data = data(repo -> repo.revision(
                        "kafka", 0, files -> files.file("marathon.json.mustache", "{\"a\": 1}\n".repeat(9)))
                .revision("kafka", 1, files -> files.file("marathon.json.mustache", "{\"\u00e9\": 1}\n".repeat(9)))
                .revision("kafka", 2, files -> files.file("marathon.json.mustache", "{\"a\": 1}\n".repeat(8))));

        assertThat(text(data, 2, "template")).isEqualTo("{\"a\": 1}\n".repeat(9));
        assertThat(text(data, 1, "template")).isEqualTo("{\"\u00e9\": 1}\n".repeat(9));
        assertThat(text(data, 0, "template")).isEqualTo("{\"a\": 1}\n".repeat(8));
    }

    @Test
    void takesAnyTextApartAndTogetherAgain() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            String base = lines(random);
            String text = random.nextInt(10) == 0 ? lines(random) : changed(base, random);
            StringBuilder joined = new StringBuilder();
            TextDelta.of(bytes(base), bytes(text), new TextDelta.Pieces() {
                @Override
                public void same(int from, int length) {
                    joined.append(base, from, from + length);
                }

                @Override
                public void fresh(int from, int length) {
                    joined.append(text, from, from + length);
                }
            });

            assertThat(joined.toString()).as("seed %s", seed).isEqualTo(text);
        }
    }

    private static String lines(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(200); i > 0; i--) {
            text.append("  \"option-").append(random.nextInt(40)).append("\": ").append(random.nextInt(10));
            text.append(random.nextInt(20) == 0 ? "" : ",\n");
        }
        return text.toString();
    }

    private static String changed(String base, Random random) {
        StringBuilder text = new StringBuilder(base);
        for (int i = random.nextInt(6); i > 0 && text.length() > 0; i--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(random.nextBoolean() ? 4 : 400));
            text.replace(from, to, random.nextBoolean() ? "" : lines(random));
        }
        return text.toString();
    }

    private static String config(String first) {
        StringBuilder text = new StringBuilder("{\"properties\": {\n");
        for (int i = 0; i < 60; i++) {
            text.append("  \"option-")
                    .append(i)
                    .append("\": {\"default\": \"")
                    .append(i == 20 ? first : "x")
                    .append("\"},\n");
        }
        return text.append("  \"last\": {\"default\": 1}}}").toString();
    }

    private JsonNode data(Consumer<TestRepo> content) {
        return parse(script(content));
    }

    private byte[] script(Consumer<TestRepo> content) {
        TestRepo repo = TestRepo.in(directory);
        content.accept(repo);
        return PackageData.of(CatalogueUnderTest.selections(repo.path()).get(0).universePackage());
    }

    private static JsonNode parse(byte[] script) {
        String text = new String(script, StandardCharsets.US_ASCII);
        assertThat(text).startsWith("window.orreryPackage=").endsWith(";\n");
        return Json.parseOwn(bytes(text.substring(text.indexOf('=') + 1, text.length() - 2)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(JsonNode data, int revision, String kind) {
        return text(
                (ArrayNode) data.path("texts"),
                data.path("revisions").get(revision).path(kind).asInt());
    }

    private static String text(ArrayNode texts, int index) {
        JsonNode said = texts.get(index);
        if (said.isTextual()) {
            return said.textValue();
        }
        String base = text(texts, said.get(0).asInt());
        List<String> pieces = new ArrayList<>();
        for (int i = 1; i < said.size(); i++) {
            if (said.get(i).isTextual()) {
                pieces.add(said.get(i).textValue());
            } else {
                int from = said.get(i).asInt();
                i++;
                pieces.add(base.substring(from, from + said.get(i).asInt()));
            }
        }
        return String.join("", pieces);
    }
}
