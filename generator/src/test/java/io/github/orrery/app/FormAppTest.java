package io.github.orrery.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.model.PackagingVersion;
import io.github.orrery.testing.NodeScripts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The form on a package's page, run in Node, gives what the build gives: for templates, values and options by chance. */
class FormAppTest {
    private static final ObjectNode OPTIONS = Revisions.object(
            """
            {"a": {"b": 1, "c": "x"}, "b": {"a": {"c": "deep"}, "c": null}, "b.a": "dotted", "list": ["p", 2, true, {"a": "in"},
             null], "deep": {"list": [{"b": {"a": null}}, {"text": "inner"}]}, "text": "t\\"q", "no": false, "yes": true,
             "none": null, "n": 1.50, "t": "<{{n}}>", "s": "q\\"", "l": [1, ["x"], {"k": "v", "n": null}, null], "e": [],
             "o": {}, "": "empty", "__proto__": "p", "constructor": {"name": "c"}}
            """);

    private static final String RUN =
            """
            function run(given) {
              const read = text => text === null ? null : orreryForm.json.read(text).value;
              const revision = {name: "sample", version: "1.0.0", packagingVersion: given.packagingVersion,
                config: read(given.config), resource: read(given.resource), template: given.template};
              try {
                const result = new orreryForm.render.Renderer(revision).render(read(given.options));
                return {text: result.text, app: orreryForm.json.print(result.app), repeated: result.repeated.length};
              } catch (e) {
                return {refused: String(e.reason || e.stack), line: e.line || 0};
              }
            }
            """;

    /** What is rendered, as texts; null for none. */
    private record Given(String config, String template, String resource, String packagingVersion, String options) {
        static Given of(String config, String template) {
            return new Given(config, template, null, "3.0", "{}");
        }
    }

    @TempDir
    Path scratch;

    @Test
    void rendersTemplatesAsTheLibraryDoes() {
        ArrayNode templates = Json.NODES.arrayNode();
        for (long seed = 0; seed < 5_000; seed++) {
            String template = new RandomTemplates(seed).next();
            templates.add(seed % 4 == 3 ? template.replace("\n", "\r\n") : template);
        }

        demandTheSameTexts(templates);
    }

    @Test
    void rendersWhatTemplatesSeldomHold() {
        ArrayNode templates = Json.NODES.arrayNode();
        for (String template : new String[] {
            "{{=<% %>=}}<%a%>{{a}}<%={{ }}=%>{{a}}",
            "{{#s}}{{=| |=}}|a| {{a}}{{/s}}|a|",
            "{{#s}}{{=| |=}}|a||/s|{{a}}",
            "{{#asJson}}t{{/asJson}}/{{#asJson}}s{{/asJson}}/{{#asJson}}a{{/asJson}}/{{asJson}}",
            "{{^asJson}}x{{/asJson}}{{#asJson}}zzz{{/asJson}}",
            "{{#l}}<{{.}}>{{/l}}{{l}}{{o}}{{e}}",
            "{{l.size}}{{s.length}}{{s.isEmpty}}{{e.empty}}{{l.isEmpty}}{{l.class}}{{a.length}}",
            "{{#o}}{{a}}{{/o}}{{^o}}no{{/o}}{{$x}}{{a}}{{/x}}",
            "{{__proto__}}{{constructor.name}}{{toString}}{{constructor.constructor}}{{hasOwnProperty}}",
            "{{ }}{{.}}",
            "{{! a\n b }}  \n {{a}}\n{{%pragma x}}\n",
            "{{>x}}",
            "{{a}",
            "{{{a}} ",
            "a\n\n{{/b}}",
            "{{#a}}\n{{#b}}\n{{/a}}",
            "\n{{}}",
            "{{=x=}}",
            "{{#s}}".repeat(33) + "{{/s}}".repeat(33),
            "{{s}}".repeat(5001),
            "\ud83d\ude00\u2028{{a}}\u0000",
            "{{*s}}{{&s}}{{{ s }}}{{& s }}",
            "\r{{#s}}\r\n  {{a}}\r\n{{/s}}\r\n\n\r",
        }) {
            templates.add(template);
        }

        demandTheSameTexts(templates);
    }

    @Test
    void printsValuesAsClustersDo() {
        List<Given> given = new ArrayList<>();
        Random random = new Random(5);
        List<String> values = new ArrayList<>(List.of(
                "1",
                "1.0",
                "-7",
                "1e10",
                "2E0",
                "-0",
                "-0.0",
                "0.5",
                "0.10",
                "1.0E-7",
                "12345678.9",
                "0.001",
                "0.00099",
                "9999999.5",
                "10000000.5",
                "123456789012345678901234567890",
                "1.7976931348623157e308",
                "true",
                "null",
                "[]",
                "{}",
                "[\"a\", \"b\"]",
                "[1, 2.5, true, 1.0]",
                "[[\"a\"]]",
                "[null]",
                "{\"k\": [1, \"x\"]}",
                "\"q\\\"b\\\\s/\u00e9\\n\\u0001\\u007f\\u0085\\t\"",
                "\"\ud83d\ude00\""));
        for (int i = 0; i < 200; i++) {
            values.add((random.nextBoolean() ? "-" : "") + random.nextInt(1000) + "." + random.nextInt(100_000)
                    + (random.nextBoolean() ? "" : "e" + (random.nextInt(20) - 10)));
        }
        for (String value : values) {
            given.add(Given.of("{\"properties\": {\"x\": {\"default\": " + value + "}}}", "{\"a\": \"{{{x}}}\"}"));
            given.add(Given.of("{\"properties\": {\"x\": {\"default\": " + value + "}}}", "{\"a\": {{x}}}"));
        }

        demandTheSame(given);
    }

    @Test
    void refusesWhatTheBuildRefuses() {
        String config = "{\"type\": \"object\", \"required\": [\"name\"], \"properties\": {\"name\": {\"type\":"
                + " \"string\", \"minLength\": 2}, \"n\": {\"type\": \"object\", \"additionalProperties\": false,"
                + " \"properties\": {\"port\": {\"type\": \"integer\", \"default\": 3306, \"maximum\": 65535}}}}}";
        List<Given> given = new ArrayList<>();
        for (String options : new String[] {
            "{}",
            "{\"name\": \"ab\"}",
            "{\"name\": \"a\"}",
            "{\"name\": 1}",
            "{\"name\": \"ab\", \"n\": {\"port\": 70000}}",
            "{\"name\": \"ab\", \"n\": {\"port\": 1.0}}",
            "{\"name\": \"ab\", \"n\": {\"x\": 1}}",
            "{\"name\": \"ab\", \"n\": null}",
            "{\"name\": \"ab\", \"n\": []}",
            "{\"name\": \"ab\", \"other\": {\"a\": 1}}",
        }) {
            given.add(new Given(config, "{\"n\": \"{{name}}{{n.port}}{{other.a}}\"}", null, "3.0", options));
        }
        for (String template : new String[] {
            "[]",
            "1",
            " ",
            "",
            "{",
            "{}}",
            "{\"labels\": []}",
            "{\"labels\": {\"a\": 1}}",
            "{'a': 1}",
            "{\"a\": 01}",
            "{\"a\": 1e999}",
            "{\"a\": 1, \"a\": 2}",
            "{\"a\": \"\\ud800\"}",
            "{\"a\": \"\t\"}",
            "{\"a\": tru}",
            "{,}",
            "{\"a\": [1,]}",
            "{\"a\" 1}",
            "\ufeff{}",
            "[".repeat(70) + "]".repeat(70),
            "{} {}",
            "{\"labels\": null}",
        }) {
            given.add(Given.of(null, template));
        }
        given.add(Given.of(null, null));
        given.add(new Given(null, "{}", null, "3.0", "{\"a\": 1}"));
        given.add(Given.of("{\"$ref\": \"#\", \"properties\": {\"s\": {\"default\": 1}}}", "{}"));

        demandTheSame(given);
    }

    @Test
    void givesTemplatesTheResourceAsClustersDecodeIt() {
        String config =
                "{\"properties\": {\"cli\": {\"default\": \"outer\"}, \"resource\": {\"default\": {\"mine\": \"m\","
                        + " \"assets\": {\"uris\": {\"jre\": \"no\"}}}}}}";
        String template = "{{resource}} {{resource.assets.uris.jre}}{{resource.other}}{{resource.images.new}}"
                + "{{#resource}}{{cli}}{{mine}}{{/resource}}{{resource.cli.binaries.linux.x86-64.url}}";
        List<Given> given = new ArrayList<>();
        for (String packagingVersion : new String[] {"2.0", "3.0", "5.0"}) {
            for (String resource : new String[] {
                "{\"assets\": {\"uris\": {\"jre\": \"http://x/j\"}}, \"other\": 1, \"images\": {\"icon-small\": \"s\", \"new\": 1}}",
                "{\"assets\": {\"container\": {\"docker\": {\"a\": \"b\", \"c\": 1}}}, \"images\": {\"screenshots\": [\"p\"]}}",
                "{\"assets\": {\"container\": {}}, \"cli\": {\"binaries\": {\"linux\": {\"x86-64\": {\"url\": \"u\","
                        + " \"kind\": \"zip\", \"contentHash\": [{\"algo\": \"sha256\", \"value\": \"v\", \"x\": 1}]}}}}}",
                "{\"cli\": {}}",
                "{\"assets\": 1, \"images\": null}",
            }) {
                given.add(new Given(config, "{\"v\": \"" + template + "\"}", resource, packagingVersion, "{}"));
            }
        }

        demandTheSame(given);
    }

    @Test
    void isSafeFromTextsThatWouldNotEnd() {
        String list = "[" + "1,".repeat(999) + "1]";
        String slow = "{\"properties\": {\"s\": {\"default\": \"" + "a".repeat(5000)
                + "!\", \"pattern\": \"^(a?){20}(a*)*(a|aa)+$\"}}}";

        demandTheSame(List.of(
                Given.of(
                        "{\"properties\": {\"l\": {\"default\": " + list + "}}}",
                        "{{#l}}".repeat(8) + "{{/l}}".repeat(8)),
                Given.of(slow, "{}"),
                Given.of(
                        "{\"properties\": {\"x\": {\"default\": \"{{#asJson}}x{{/asJson}}\"}}}",
                        "{{#asJson}}x{{/asJson}}")));
    }

    private void demandTheSameTexts(ArrayNode templates) {
        JsonNode found = NodeScripts.evaluateWithForm(
                scratch,
                "templates.map(renderText)",
                List.of(
                        "var options = orreryForm.json.read(" + Json.NODES.textNode(OPTIONS.toString())
                                + ").value; var templates = " + templates + ";"
                                + """
                        function renderText(template) {
                          const raw = name => typeof options.get(name) === "string" ? options.get(name) : "null";
                          try {
                            return orreryForm.template.render(orreryForm.template.parse(template), options, raw);
                          } catch (e) {
                            return {refused: String(e.reason || e.stack)};
                          }
                        }
                        """));
        int texts = 0;
        for (int i = 0; i < templates.size(); i++) {
            String template = templates.get(i).textValue();
            TemplateTags tags = TemplateTags.of(template);
            TemplateFault fault = tags.faults().isEmpty() ? null : tags.faults().get(0);
            if (fault == null) {
                TemplateEngine.Output output = new TemplateEngine()
                        .render(
                                tags,
                                TemplateValues.of(OPTIONS),
                                name -> OPTIONS.path(name).isTextual()
                                        ? OPTIONS.path(name).textValue()
                                        : "null");
                fault = output.fault();
                if (fault == null) {
                    texts++;
                    assertThat(found.get(i).textValue()).as("%.300s", template).isEqualTo(output.text());
                }
            }
            if (fault != null) {
                assertThat(found.get(i).path("refused").asText())
                        .as("%.300s", template)
                        .isEqualTo(fault.reason().text());
            }
        }
        assertThat(texts).isGreaterThan(templates.size() / 3);
    }

    private void demandTheSame(List<Given> given) {
        ArrayNode input = Json.NODES.arrayNode();
        for (Given each : given) {
            input.addObject()
                    .put("config", each.config())
                    .put("template", each.template())
                    .put("resource", each.resource())
                    .put("packagingVersion", each.packagingVersion())
                    .put("options", each.options());
        }
        JsonNode found =
                NodeScripts.evaluateWithForm(scratch, "given.map(run)", List.of(RUN, "var given = " + input + ";"));
        assertThat(found).hasSize(given.size());
        for (int i = 0; i < given.size(); i++) {
            Given each = given.get(i);
            Rendering expected = new AppRenderer()
                    .render(
                            Revisions.of(
                                    each.config(),
                                    each.template(),
                                    each.resource(),
                                    PackagingVersion.parse(each.packagingVersion())
                                            .orElseThrow()),
                            (ObjectNode) Json.parseOwn(each.options().getBytes(StandardCharsets.UTF_8)));
            ObjectNode wanted = Json.NODES.objectNode();
            if (expected instanceof RenderedApp app) {
                assertThat(found.get(i).path("text").asText())
                        .as("%.300s", each)
                        .isEqualTo(app.text());
                assertThat(Json.parseOwn(found.get(i).path("app").asText().getBytes(StandardCharsets.UTF_8)))
                        .as("%.300s", each)
                        .isEqualTo(app.app());
            } else if (expected instanceof Refused refused) {
                wanted.put("refused", refused.reason().text()).put("line", refused.line());
                assertThat(found.get(i).toString()).as("%.300s", each).isEqualTo(wanted.toString());
            }
        }
    }
}
