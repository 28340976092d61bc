package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.testing.NodeScripts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What compare.js finds, run in Node. */
class CompareScriptTest {
    @TempDir
    Path scratch;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    {'type': 'string'}                        | {'type': 'integer'}                      | type                  | true
                    {'type': 'integer'}                       | {'type': 'number'}                       | type                  | false
                    {'type': 'number'}                        | {'type': 'integer'}                      | type                  | true
                    {'type': 'string'}                        | {'type': ['string', 'null']}             | type                  | false
                    {'type': 'string'}                        | {}                                       | type                  | false
                    {}                                        | {'type': 'string'}                       | type                  | true
                    {'default': 1}                            | {'default': 2}                           | default               | false
                    {'default': 1}                            | {}                                       | default               | false
                    {'enum': ['a', 'b']}                      | {'enum': ['b', 'c']}                     | allowed values        | true
                    {'enum': ['a', 'b']}                      | {'enum': ['b', 'a', 'c']}                | allowed values        | false
                    {}                                        | {'enum': ['a']}                          | allowed values        | true
                    {'type': 'boolean'}                       | {'type': 'boolean', 'enum': [true, false]} | allowed values      | false
                    {'enum': ['a']}                           | {}                                       | allowed values        | false
                    {'minimum': 1}                            | {'minimum': 2}                           | minimum               | true
                    {'minimum': 2}                            | {'minimum': 1}                           | minimum               | false
                    {'minimum': 2}                            | {}                                       | minimum               | false
                    {}                                        | {'maximum': 9}                           | maximum               | true
                    {'maximum': 9}                            | {'maximum': 8}                           | maximum               | true
                    {'maxLength': 9}                          | {'maxLength': 10}                        | maxLength             | false
                    {}                                        | {'pattern': '^a'}                        | pattern               | true
                    {'pattern': '^a'}                         | {}                                       | pattern               | false
                    {}                                        | {'uniqueItems': true}                    | uniqueItems           | true
                    {'uniqueItems': true}                     | {'uniqueItems': false}                   | uniqueItems           | false
                    {'additionalProperties': true}            | {'additionalProperties': false}          | additionalProperties  | true
                    {'additionalProperties': false}           | {'additionalProperties': true}           | additionalProperties  | false
                    {'items': {'type': 'string'}}             | {'items': {'type': 'integer'}}           | items                 | true
                    {'description': 'a'}                      | {'description': 'b'}                     | description           | false
                    """)
    void saysWhichChangesOfAnOptionBreak(String from, String to, String what, boolean breaking) {
        JsonNode changed = options("{'properties': {'x': " + from + "}}", "{'properties': {'x': " + to + "}}")
                .get("changed");
        assertThat(changed).hasSize(1);
        assertThat(changed.at("/0/path").textValue()).isEqualTo("x");
        assertThat(changed.at("/0/changes/0/0").textValue()).isEqualTo(what);
        assertThat(changed.at("/0/breaking").booleanValue()).isEqualTo(breaking);
    }

    @Test
    void findsOptionsThatWereAddedAndRemovedAtAnyDepth() {
        JsonNode found = options(
                "{'properties': {'a': {'properties': {'b': {'type': 'string'}, 'gone': {}}}}}",
                "{'properties': {'a': {'properties': {'b': {'type': 'string'}, 'c': {'properties': {'new': {}}}}}}}");
        assertThat(paths(found.get("added"))).containsExactly("a.c.new");
        assertThat(paths(found.get("removed"))).containsExactly("a.gone breaks");
        assertThat(found.get("changed")).isEmpty();
    }

    @Test
    void breaksWhereAnOptionIsNewlyRequiredWithoutADefault() {
        String from = "{'properties': {'a': {}, 'b': {'default': 1}}}";
        String to = "{'required': ['a', 'b', 'c', 'd'], 'properties': {'a': {}, 'b': {'default': 1}, 'c': {}, 'd':"
                + " {'default': 0}}}";
        JsonNode found = options(from, to);
        assertThat(paths(found.get("changed"))).containsExactly("a breaks", "b");
        assertThat(paths(found.get("added"))).containsExactly("c breaks", "d");
    }

    @Test
    void seesRulesOfAnObjectItself() {
        JsonNode found = options(
                "{'properties': {'a': {'properties': {'b': {}}}}}",
                "{'properties': {'a': {'additionalProperties': false, 'properties': {'b': {}}}}}");
        assertThat(paths(found.get("changed"))).containsExactly("a breaks");
    }

    @Test
    void keepsNamesApartThatHoldDots() {
        JsonNode found = options(
                "{'properties': {'a.b': {}, 'a': {'properties': {'b': {}}}}}",
                "{'properties': {'a': {'properties': {'b': {}}}}}");
        assertThat(paths(found.get("removed"))).containsExactly("a.b breaks");
    }

    @Test
    void takesNamesThatObjectsHaveAnyway() {
        JsonNode found = options(
                "{'properties': {'__proto__': {'type': 'string'}, 'constructor': {}}}",
                "{'properties': {'toString': {}, '__proto__': {'type': 'integer'}}}");
        assertThat(paths(found.get("removed"))).containsExactly("constructor breaks");
        assertThat(paths(found.get("added"))).containsExactly("toString");
        assertThat(paths(found.get("changed"))).containsExactly("__proto__ breaks");
    }

    @Test
    void comparesTextsLineByLine() {
        assertThat(lines("a\nb\nc\n", "a\nx\nc\nd")).containsExactly(" a", "-b", "+x", " c", "+d");
        assertThat(lines("", "a")).containsExactly("+a");
        assertThat(lines("a\r\nb", "a\nb\n")).containsExactly(" a", " b");
    }

    @Test
    void findsTheLongestCommonLines() {
        assertThat(lines("a\nb\nc\na\nb\nb\na", "c\nb\na\nb\na\nc").stream().filter(line -> line.startsWith(" ")))
                .hasSize(4);
    }

    @Test
    void showsChangedLinesWithThreeAroundThem() {
        JsonNode hunks = NodeScripts.evaluate(
                scratch,
                "orreryCompare.hunks(orreryCompare.compareLines('1\\n2\\n3\\n4\\n5\\n6\\n7\\n8\\n9',"
                        + " '1\\n2\\n3\\n4\\nfive\\n6\\n7\\n8\\n9')).map(line => line ? line.join('') : '...')",
                "compare.js");
        assertThat(texts(hunks)).containsExactly("...", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8", "...");
    }

    @Test
    void readsTextsThatAreSaidByEarlierOnes() {
        JsonNode files = NodeScripts.evaluate(
                scratch,
                "orreryCompare.files({texts: ['{\"name\":\"kafka\"}', [0, 0, 8, '\"other\"', 15, 1]], revisions:"
                        + " [{package: 0}, {package: 1}]}, 1)",
                "compare.js");
        assertThat(files.at("/package/name").textValue()).isEqualTo("other");
    }

    @Test
    void marksControlCharactersAndLeavesOutThoseThatTurnTheText() {
        JsonNode shown = NodeScripts.evaluate(
                scratch, "orreryCompare.visible('a\\u202eb\\u0007c\\r\\nd'.concat('x'.repeat(3000)))", "compare.js");
        assertThat(shown.textValue()).startsWith("ab\ufffdc\nd").hasSize(2001);
    }

    private JsonNode options(String from, String to) {
        return NodeScripts.evaluate(
                scratch,
                "orreryCompare.compareOptions(JSON.parse(" + quoted(from) + "), JSON.parse(" + quoted(to) + "))",
                "compare.js");
    }

    private List<String> lines(String from, String to) {
        return texts(NodeScripts.evaluate(
                scratch,
                "orreryCompare.compareLines(" + quoted(from).replace("\\\"", "'") + ", " + quoted(to)
                        + ").map(line => line.join(''))",
                "compare.js"));
    }

    private static String quoted(String text) {
        return new String(
                io.github.orrery.json.JsonText.compact(Json.NODES.textNode(text.replace('\'', '"'))),
                StandardCharsets.UTF_8);
    }

    private static List<String> paths(JsonNode options) {
        List<String> paths = new ArrayList<>();
        options.forEach(option -> paths.add(
                option.path("path").textValue() + (option.path("breaking").booleanValue() ? " breaks" : "")));
        return paths;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
