package io.github.orrery.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.mustachejava.DefaultMustacheFactory;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateEngineTest {
    private static final ObjectNode OPTIONS = Revisions.object(
            """
            {"a": {"b": 1, "c": "x"}, "b": {"a": {"c": "deep"}, "c": null}, "b.a": "dotted", "list": ["p", 2, true, {"a": "in"}],
             "deep": {"list": [{"b": {"a": null}}, {"text": "inner"}]}, "text": "t\\"q", "no": false, "yes": true, "none": null,
             "empty": [], "blank": "", "zero": 0, "object": {}}
            """);

    @Test
    void printsWhatThePlainLibraryPrints() {
        for (long seed = 0; seed < 5_000; seed++) {
            String template = new RandomTemplates(seed).next();
            TemplateTags tags = TemplateTags.of(template);
            Object plain = plain(template);
            if (plain instanceof String text) {
                assertThat(tags.faults()).as("seed %s: %s", seed, template).isEmpty();
                assertThat(render(template)).as("seed %s: %s", seed, template).isEqualTo(text);
            } else {
                assertThat(tags.faults()).as("seed %s: %s", seed, template).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{text}}/{{{text}}}/{{& text }} | t\\\"q/t\\\"q/t\\\"q",
                "<{{none}}{{absent}}> | <>",
                "{{list}} | [\"p\", 2, true, {a=in}]",
                "{{a}} | {b=1, c=x}",
                "{{b.a}}/{{b.a.c}} | dotted/deep",
                "{{#a}}{{b}}{{b.zzz}}{{text}}{{/a}} | 1t\\\"q",
                "{{#b}}{{a.zzz}}{{a.c}}{{/b}} | deep",
                "{{list.size}}/{{text.length}} | 4/4",
                "{{#no}}1{{/no}}{{#none}}2{{/none}}{{#blank}}3{{/blank}}{{#empty}}4{{/empty}}{{#absent}}5{{/absent}}. | .",
                "{{^no}}1{{/no}}{{^none}}2{{/none}}{{^blank}}3{{/blank}}{{^empty}}4{{/empty}}{{^absent}}5{{/absent}} | 12345",
                "{{#yes}}1{{/yes}}{{#zero}}2{{/zero}}{{#object}}3{{/object}}{{#text}}4{{/text}} | 1234",
                "{{#list}}{{.}};{{/list}} | \"p\";2;true;{a=in};",
                "{{=<% %>=}}<%a.b%> | 1",
                "{{#asJson}}text{{/asJson}}/{{#asJson}}a{{/asJson}} | t\"q/null",
                "{{getClass}}{{a.getClass}}{{text.getBytes}}{{text.bytes}}{{list.class}}. | .",
                "{{*text}}. | .",
            })
    void printsWhatClustersPrint(String template, String expected) {
        assertThat(render(template)).isEqualTo(expected);
    }

    @Test
    void takesAwayLinesOfSectionsButNotOfComments() {
        assertThat(render("a\n  {{#yes}}\nb\n  {{/yes}}\n  {{! c }}\nd\n")).isEqualTo("a\nb\n  \nd\n");
    }

    @Test
    void rendersTheRawTextOfAsJsonAsATemplate() {
        ObjectNode options = Revisions.object("{\"t\": \"<{{a}}>\", \"a\": 7}");

        assertThat(render("{{#asJson}}t{{/asJson}}", options)).isEqualTo("<7>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{>/etc/passwd}}", "{{#asJson}}t{{/asJson}}{{#asJson}}", "{{#x}}"})
    void refusesATextOfAsJsonThatIsNoTemplate(String text) {
        ObjectNode options = Revisions.object("{\"t\": \"\"}").put("t", text);

        TemplateEngine.Output output = output("{{#asJson}}t{{/asJson}}", options);

        assertThat(output.fault()).isNotNull();
    }

    private static String render(String template) {
        return render(template, OPTIONS);
    }

    private static String render(String template, ObjectNode options) {
        return output(template, options).text();
    }

    private static TemplateEngine.Output output(String template, ObjectNode options) {
        return new TemplateEngine()
                .render(
                        TemplateTags.of(template),
                        TemplateValues.of(options),
                        name -> options.path(name).isTextual()
                                ? options.path(name).textValue()
                                : "null");
    }

    /** The library with nothing of ours but the encoding; what it throws, where it throws. */
    private static Object plain(String template) {
        DefaultMustacheFactory factory = new DefaultMustacheFactory() {
            @Override
            public void encode(String value, Writer writer) {
                try {
                    writer.write(value);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        StringWriter out = new StringWriter();
        try {
            Map<String, Object> values = TemplateValues.of(OPTIONS);
            factory.compile(new StringReader(template), "template").execute(out, values);
            return out.toString();
        } catch (RuntimeException e) {
            return e;
        }
    }
}
