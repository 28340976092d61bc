package io.github.orrery.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.app.Refused.Reason;
import io.github.orrery.json.Json;
import io.github.orrery.model.PackagingVersion;
import io.github.orrery.model.Revision;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class AppRendererTest {
    private static final ObjectNode NO_OPTIONS = Json.NODES.objectNode();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 1",
                "1.0 | 1",
                "-7 | -7",
                "1e10 | 10000000000",
                "2E0 | 2",
                "-0.0 | 0",
                "0.5 | 0.5",
                "0.10 | 0.1",
                "1.0E-7 | 1.0E-7",
                "12345678.9 | 1.23456789E7",
                "123456789012345678901234567890 | 123456789012345678901234567890",
                "true | true",
                "null | ",
                "[] | []",
                "[\"a\", \"b\"] | [\"a\", \"b\"]",
                "[1, 2.5, true, 1.0] | [1, 2.5, true, 1]",
                "[[\"a\"]] | [[\"a\"]]",
                "\"q\\\"b\\\\s/é\\n\\u0001\\u007f\" | q\\\"b\\\\s/é\\n\\u0001\\u007f",
            })
    void printsValuesAsClustersDo(String value, String printed) {
        String config = "{\"properties\": {\"x\": {\"default\": " + value + "}}}";

        assertThat(new TemplateEngine()
                        .render(
                                TemplateTags.of("{{x}}"),
                                TemplateValues.of(Options.defaults(Revisions.object(config))),
                                name -> "null")
                        .text())
                .isEqualTo(printed == null ? "" : printed);
    }

    @Test
    void mergesTheUsersOptionsOverTheDefaults() {
        String config = "{'properties': {'a': {'properties': {'b': {'default': 1}, 'c': {'default': 2}}}}}";

        Rendering rendering = render(config, "{\"b\": {{a.b}}, \"c\": {{a.c}}}", Revisions.object("{'a': {'c': 7}}"));

        assertThat(((RenderedApp) rendering).app()).isEqualTo(Revisions.object("{'b': 1, 'c': 7}"));
    }

    @Test
    void refusesWithoutTemplate() {
        assertThat(reason(render("{'properties': {}}", null))).isEqualTo(Reason.NO_TEMPLATE);
        assertThat(reason(render(null, ""))).isEqualTo(Reason.NO_TEMPLATE);
    }

    @Test
    void refusesOptionsWhereThereIsNoConfig() {
        assertThat(reason(render(null, "{}", Revisions.object("{'a': 1}")))).isEqualTo(Reason.OPTIONS_NOT_ALLOWED);
        assertThat(reason(render("{}", "{}", Revisions.object("{'a': 1}")))).isEqualTo(Reason.OPTIONS_NOT_ALLOWED);
        assertThat(render(null, "{}")).isInstanceOf(RenderedApp.class);
    }

    @Test
    void doesNotJudgeWhereThereAreNoOptions() {
        assertThat(render("{'required': ['a']}", "{}")).isInstanceOf(RenderedApp.class);
    }

    @Test
    void saysWhereOptionsDoNotSatisfyTheConfig() {
        String config =
                """
                {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"},
                 "n": {"properties": {"port": {"type": "integer", "default": "3306"}, "cpus": {"minimum": 1, "default": 0.5}}}}}
                """;

        Refused refused = (Refused) render(config, "{}");

        assertThat(refused.reason()).isEqualTo(Reason.OPTIONS_INVALID);
        assertThat(refused.violations())
                .extracting(Violation::optionPointer, Violation::schemaPointer, Violation::keyword)
                .containsExactlyInAnyOrder(
                        tuple("", "/properties/name", "required"),
                        tuple("/n/port", "/properties/n/properties/port", "type"),
                        tuple("/n/cpus", "/properties/n/properties/cpus", "minimum"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "   ", "{", "{}}", "{\"labels\": []}", "{\"labels\": {\"a\": 1}}", "{'a': 1}"})
    void refusesWhatIsNoApp(String template) {
        assertThat(reason(render(null, template))).isEqualTo(Reason.NOT_AN_APP);
    }

    @Test
    void takesTheLastOfEqualKeysAndNamesThem() {
        RenderedApp app = (RenderedApp) render(null, "{\"env\": {\"A\": \"1\", \"A\": \"2\"}}");

        assertThat(app.app()).isEqualTo(Revisions.object("{'env': {'A': '2'}}"));
        assertThat(app.repeatedKeys()).containsExactly("/env/A");
    }

    @Test
    void readsNumbersOf309Digits() {
        String config = "{\"properties\": {\"x\": {\"default\": 1.7976931348623157e308}}}";

        assertThat(((RenderedApp) render(config, "{\"x\": {{x}}}")).text()).hasSizeGreaterThan(309);
    }

    @Test
    void givesTemplatesTheResourceAsClustersDecodeIt() {
        String resource =
                "{\"assets\": {\"uris\": {\"jre\": \"http://x/j\"}}, \"other\": 1, \"images\": {\"icon-small\": \"s\", \"new\": 1}}";
        String template =
                "{\"uri\": \"{{resource.assets.uris.jre}}\", \"gone\": \"{{resource.other}}{{resource.images.new}}\","
                        + " \"cli\": \"{{#resource}}{{cli}}{{/resource}}\"}";
        String config = "{\"properties\": {\"cli\": {\"default\": \"outer\"}}}";

        assertThat(app(Revisions.of(config, template, resource, PackagingVersion.V3_0)))
                .isEqualTo(Revisions.object("{'uri': 'http://x/j', 'gone': '', 'cli': ''}"));
        assertThat(app(Revisions.of(config, template, resource, PackagingVersion.V2_0)))
                .isEqualTo(Revisions.object("{'uri': 'http://x/j', 'gone': '', 'cli': 'outer'}"));
    }

    @Test
    void putsTheResourceOverAnOptionOfThatName() {
        String config =
                "{\"properties\": {\"resource\": {\"default\": {\"mine\": \"m\", \"assets\": {\"uris\": {\"a\": \"no\"}}}}}}";

        assertThat(app(Revisions.of(
                        config,
                        "{\"a\": \"{{resource.assets.uris.a}}\", \"m\": \"{{resource.mine}}\"}",
                        "{\"assets\": {\"uris\": {\"a\": \"yes\"}}}",
                        PackagingVersion.V4_0)))
                .isEqualTo(Revisions.object("{'a': 'yes', 'm': 'm'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{{>/etc/passwd}} | PARTIAL_NOT_ALLOWED | 2",
                "{{> ../secret }} | PARTIAL_NOT_ALLOWED | 2",
                "{{>META-INF/MANIFEST.MF}} | PARTIAL_NOT_ALLOWED | 2",
                "{{>*name}} | PARTIAL_NOT_ALLOWED | 2",
                "{{<x}}{{/x}} | PARTIAL_NOT_ALLOWED | 2",
                "{{=<% %>=}}<%> x %> | PARTIAL_NOT_ALLOWED | 2",
                "{{#a}} | TEMPLATE_SYNTAX | 2",
                "{{/a}} | TEMPLATE_SYNTAX | 2",
                "{{ | TEMPLATE_SYNTAX | 2",
                "{{{x}} | TEMPLATE_SYNTAX | 2",
                "{{=}} | TEMPLATE_SYNTAX | 2",
                "{{==}} | TEMPLATE_SYNTAX | 2",
                "{{=a b c=}} | TEMPLATE_SYNTAX | 2",
                "{{}} | TEMPLATE_SYNTAX | 2",
                "{{#a}}{{/b}} | TEMPLATE_SYNTAX | 2",
            })
    void refusesTemplatesWithTheirLine(String template, Reason reason, int line) {
        Refused refused = (Refused) render(null, "{}{{! two\nlines }}" + template);

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.line()).isEqualTo(line);
    }

    @Test
    void refusesSectionsNestedTooDeeply() {
        assertThat(reason(render(null, "{{#s}}".repeat(400) + "{{/s}}".repeat(400))))
                .isEqualTo(Reason.TOO_DEEP);
        assertThat(reason(render(null, "{{#s}}".repeat(100_000)))).isEqualTo(Reason.TOO_DEEP);
        assertThat(render(null, "{}" + "{{#s}}".repeat(32) + "{{/s}}".repeat(32)))
                .isInstanceOf(RenderedApp.class);
    }

    @Test
    void refusesTooManyTags() {
        assertThat(reason(render(null, "{{s}}".repeat(5001)))).isEqualTo(Reason.TOO_DEEP);
        assertThat(render(null, "{}" + "{{s}}".repeat(5000))).isInstanceOf(RenderedApp.class);
        assertThat(render(null, "{}" + "{{^s}} \n{{s}} {{/s}}\n".repeat(1600))).isInstanceOf(RenderedApp.class);
    }

    @Test
    void endsLoopsThatMultiply() {
        String config = "{\"properties\": {\"l\": {\"default\": [" + "1,".repeat(999) + "1]}}}";

        assertThat(reason(render(config, "{{#l}}".repeat(8) + "{{/l}}".repeat(8))))
                .isEqualTo(Reason.TOO_DEEP);
    }

    @Test
    void endsTextsThatGrow() {
        String config =
                "{\"properties\": {\"t\": {\"default\": \"" + "x".repeat(1_000_000) + "\"}, \"y\": {\"default\": 1}}}";

        assertThat(reason(render(config, "{{t}}".repeat(4000)))).isEqualTo(Reason.TOO_DEEP);
        assertThat(reason(render(config, "{{#y}}" + "{{t}}".repeat(4000) + "{{/y}}")))
                .isEqualTo(Reason.TOO_DEEP);
    }

    @Test
    void rendersTemplatesOfManyLinesInTime() {
        assertThat(render(null, "{\n" + "\n".repeat(1_900_000) + "}{{x}}")).isInstanceOf(RenderedApp.class);
        assertThat(render(null, "{\r\n" + "\r\n".repeat(900_000) + "}{{x}}")).isInstanceOf(RenderedApp.class);
    }

    @Test
    void endsAsJsonThatCallsItself() {
        String config = "{\"properties\": {\"x\": {\"default\": \"{{#asJson}}x{{/asJson}}\"}}}";

        assertThat(reason(render(config, "{{#asJson}}x{{/asJson}}"))).isEqualTo(Reason.TOO_DEEP);
    }

    @Test
    void reachesNoMethodOfJava() {
        String config =
                "{\"properties\": {\"s\": {\"default\": \"x\"}, \"l\": {\"default\": [1]}, \"b\": {\"default\": true}}}";

        assertThat(((RenderedApp)
                                render(
                                        config,
                                        "{\"a\": \"{{s.getBytes}}{{s.class}}{{l.stream}}{{b.getClass}}{{s.intern}}{{l.hashCode}}{{#s}}{{getBytes}}{{/s}}\"}"))
                        .app())
                .isEqualTo(Revisions.object("{'a': ''}"));
    }

    @Test
    void rendersEqualRevisionsOnce() {
        AppRenderer renderer = new AppRenderer();
        String config = "{\"properties\": {\"s\": {\"default\": \"x\"}}}";

        assertThat(renderer.render(Revisions.of(config, "{\"a\": \"{{s}}\"}"), NO_OPTIONS))
                .isSameAs(renderer.render(Revisions.of(config, "{\"a\": \"{{s}}\"}"), NO_OPTIONS));
        assertThat(renderer.render(Revisions.of(config, "{\"b\": \"{{s}}\"}"), NO_OPTIONS))
                .isNotSameAs(renderer.render(Revisions.of(config, "{\"a\": \"{{s}}\"}"), NO_OPTIONS));
    }

    @Test
    void rendersWhereAReferenceElsewhereIsPassedOver() {
        String config = "{\"properties\": {\"s\": {\"default\": 1, \"$ref\": \"http://169.254.169.254/\"}}}";

        RenderedApp app = (RenderedApp) render(config, "{\"s\": {{s}}}");

        assertThat(app.notEvaluated())
                .extracting(NotEvaluated::reason, NotEvaluated::pointer)
                .containsExactly(tuple(NotEvaluated.Reason.REFERENCE_ELSEWHERE, "/properties/s/$ref"));
    }

    @Test
    void refusesWhereTheConfigIsACycle() {
        String config = "{\"$ref\": \"#\", \"properties\": {\"s\": {\"default\": 1}}}";

        assertThat(reason(render(config, "{}"))).isEqualTo(Reason.CONFIG_NOT_EVALUATED);
    }

    private static ObjectNode app(Revision revision) {
        return ((RenderedApp) new AppRenderer().render(revision, NO_OPTIONS)).app();
    }

    private static Reason reason(Rendering rendering) {
        return ((Refused) rendering).reason();
    }

    private static Rendering render(String config, String template) {
        return render(config, template, NO_OPTIONS);
    }

    private static Rendering render(String config, String template, ObjectNode options) {
        return new AppRenderer()
                .render(Revisions.of(config == null ? null : config.replace('\'', '"'), template), options);
    }
}
