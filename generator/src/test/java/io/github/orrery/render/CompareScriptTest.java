package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.orrery.json.Json;
import io.github.orrery.testing.NodeScripts;
import io.github.orrery.testing.OptionChanges;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What compare.js finds, run in Node. */
class CompareScriptTest {
    @TempDir
    Path scratch;

    @Test
    void followsTheDefinitionOfWhatBreaks() {
        List<OptionChanges.Case> cases = OptionChanges.cases();
        ArrayNode given = Json.NODES.arrayNode();
        cases.forEach(each -> given.addArray().add(each.before()).add(each.after()));

        JsonNode found = NodeScripts.evaluate(
                scratch,
                "given.map(pair => inShort(orreryCompare.compareOptions(JSON.parse(pair[0]), JSON.parse(pair[1]))))",
                "compare.js",
                "var given = " + given + ";"
                        + """
                function inShort(found) {
                  const told = (sign, options) => options.map(each => sign + each.path + (each.breaking ? "!" : ""));
                  return told("+", found.added).concat(told("-", found.removed), told("~", found.changed)).sort().join(" ");
                }
                """);

        assertThat(found).hasSize(cases.size());
        for (int i = 0; i < cases.size(); i++) {
            assertThat(found.get(i).textValue())
                    .as(cases.get(i).toString())
                    .isEqualTo(cases.get(i).changes());
        }
    }

    @Test
    void tellsWhichOfSeveralChangesOfAnOptionBreaks() {
        JsonNode changed = options(
                        "{'properties': {'x': {'type': 'integer', 'enum': [1], 'description': 'a'}}}",
                        "{'properties': {'x': {'type': 'number', 'enum': [2], 'description': 'b'}}}")
                .get("changed");

        assertThat(changed.at("/0/changes").toString())
                .isEqualTo("[[\"type\",\"integer\",\"number\",false],[\"allowed values\",[1],[2],true],"
                        + "[\"description\",\"a\",\"b\",false]]");
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
        JsonNode files = NodeScripts.evaluateWithForm(
                scratch,
                "orreryCompare.files({texts: ['{\"name\":\"kafka\"}', [0, 0, 8, '\"other\"', 15, 1]], revisions:"
                        + " [{releaseVersion: 7, package: 0}, {releaseVersion: 5, package: 1}]}, 5)",
                List.of("compare.js"));
        assertThat(files.at("/package/name").textValue()).isEqualTo("other");
    }

    @Test
    void comparesTheAppsThatDefaultOptionsGive() {
        JsonNode app = apps(
                "{'properties': {'cpus': {'default': 1}}}", "{'cpus': {{cpus}}, 'id': 'x'}",
                "{'properties': {'cpus': {'default': 2}}}", "{'id': 'x', {{! as before }}'cpus': {{cpus}}}");

        assertThat(texts(app.get("notes"))).containsExactly("The app that default options give, line by line:");
        assertThat(joined(app.get("lines")))
                .containsExactly(" {", "-  \"cpus\": 1,", "+  \"cpus\": 2,", "   \"id\": \"x\"", " }");
    }

    @Test
    void tellsATemplateThatChangedFromAnAppThatDid() {
        String config = "{'properties': {'cpus': {'default': 1}}}";

        JsonNode app = apps(config, "{'cpus': 1}", config, "{'cpus': {{cpus}}}");

        assertThat(texts(app.get("notes")))
                .containsExactly("The template changed; the app that default options give did not.");
        assertThat(apps(config, "{'cpus': 1}", "{}", "{'cpus': 1}").get("notes"))
                .isEmpty();
    }

    @Test
    void comparesTemplatesWhereOneGivesNoAppAndSaysWhy() {
        String required = "{'required': ['id'], 'properties': {'id': {'type': 'string'}, 'n': {'default': 1}}}";

        JsonNode app = apps("{}", "{'id': 'x'}", required, "{'id': '{{id}}'}");

        assertThat(texts(app.get("notes")))
                .containsExactly(
                        "2.0 (revision 1) gives no app with default options: options do not satisfy config.json: id: is"
                                + " missing, but required.",
                        "The templates, line by line:");
        assertThat(joined(app.get("lines"))).containsExactly("-{\"id\": \"x\"}", "+{\"id\": \"{{id}}\"}");
        assertThat(texts(apps("{}", "{'a': 1}", required, "{'a': 1}").get("notes")))
                .hasSize(1);
        assertThat(texts(apps(required, "{'a': 1}", required, "{'a': 1}").get("notes")))
                .isEmpty();
    }

    @Test
    void saysThatAVersionStartsNoApp() {
        JsonNode app = apps("{}", null, "{}", "{'id': 'x'}");

        assertThat(texts(app.get("notes")))
                .containsExactly(
                        "1.0 (revision 0) gives no app with default options: the package has no template: there is no"
                                + " marathon.json.mustache.",
                        "The app that default options give, line by line:");
        assertThat(joined(app.get("lines"))).containsExactly("+{", "+  \"id\": \"x\"", "+}");
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

    /** What differs between the apps of revisions 0 and 1. */
    private JsonNode apps(String config, @Nullable String template, String nextConfig, String nextTemplate) {
        return NodeScripts.evaluateWithForm(
                scratch,
                "orreryCompare.compare(orreryCompare.files(data, 0), orreryCompare.files(data, 1)).app",
                List.of(
                        "compare.js",
                        "var data = {name: 'x', texts: [" + quoted(config) + ", "
                                + quoted(template == null ? "" : template)
                                + ", " + quoted(nextConfig) + ", " + quoted(nextTemplate) + "], revisions: ["
                                + "{releaseVersion: 1, version: '2.0', packagingVersion: '3.0', config: 2, template: 3},"
                                + "{releaseVersion: 0, version: '1.0', packagingVersion: '3.0', config: 0"
                                + (template == null ? "" : ", template: 1") + "}]};"));
    }

    private static List<String> joined(JsonNode lines) {
        List<String> texts = new ArrayList<>();
        lines.forEach(line -> texts.add(line.get(0).textValue() + line.get(1).textValue()));
        return texts;
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

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
