package io.github.orrery.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateOptionsTest {
    @Test
    void listsTheOptionsThatATemplateUsesWithTheirLines() {
        TemplateOptions template = TemplateOptions.of(
                "{\n\"a\": {{a.b}},\n{{! {{{not}} \n}}{{#c}}\n{{{ d }}}{{/c}}{{&e}}{{.}}{{resource.assets}}\n{{^f}}{{/f}}");

        assertThat(template.undefinedIn(Revisions.object("{}")))
                .extracting(TemplateOptions.Use::name, TemplateOptions.Use::line)
                .containsExactly(tuple("a.b", 2), tuple("c", 4), tuple("d", 5), tuple("e", 5), tuple("f", 6));
    }

    @Test
    void findsOptionsThatConfigDoesNotDefine() {
        String config =
                """
                {"properties": {"a": {"properties": {"b": {}}}, "dotted.name": {}, "list": {"items": {"properties": {"x": {}}}},
                 "deep": {"properties": {"inner": {"properties": {"leaf": {}}}}}, "free": {"type": "object"}}}
                """;

        TemplateOptions template = TemplateOptions.of(
                "{{a.b}}{{dotted.name}}{{#list}}{{x}}{{a.b}}{{/list}}{{#deep}}{{#inner}}{{leaf}}{{/inner}}{{/deep}}\n"
                        + "{{a.c}}{{x}}{{#deep}}{{leaf}}{{/deep}}\n{{#gone}}{{/gone}}{{free.key}}{{resources}}");

        assertThat(template.undefinedIn(Revisions.object(config)))
                .extracting(TemplateOptions.Use::name, TemplateOptions.Use::line)
                .containsExactly(
                        tuple("a.c", 2),
                        tuple("x", 2),
                        tuple("leaf", 2),
                        tuple("gone", 3),
                        tuple("free.key", 3),
                        tuple("resources", 3));
    }

    @Test
    void seesWhatIsUnusual() {
        TemplateOptions template = TemplateOptions.of("{{#a}}{{#b}}\n{{=<% %>=}}<%/b%>{{/a}}");

        assertThat(template.faults()).isEmpty();
        assertThat(template.delimiterChanges()).containsExactly(2);
    }

    @Test
    void namesEveryOtherTemplate() {
        assertThat(TemplateOptions.of("{{>a}}\n{{> b }}").faults())
                .extracting(TemplateFault::reason, TemplateFault::line)
                .containsExactly(
                        tuple(Refused.Reason.PARTIAL_NOT_ALLOWED, 1), tuple(Refused.Reason.PARTIAL_NOT_ALLOWED, 2));
    }

    /** Searched anew for each tag, the lines of such a text take many seconds. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n"})
    void theLinesOfManyTagsAreFoundInLittleTime(String end) {
        String tag = "{{a}}" + end.repeat(400) + " ".repeat(400 - 400 * end.length());
        TemplateTags tags = TemplateTags.of(tag.repeat(TemplateTags.MOST_TAGS));

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int round = 0; round < 40; round++) {
                TemplateTags.Tag last = tags.tags().get(TemplateTags.MOST_TAGS - 1);
                for (TemplateTags.Tag each : tags.tags()) {
                    assertThat(tags.line(each.begin())).isLessThanOrEqualTo(tags.line(last.begin()));
                }
                assertThat(tags.line(last.begin())).isEqualTo(1 + (TemplateTags.MOST_TAGS - 1) * 400 * end.length());
            }
        });
    }
}
