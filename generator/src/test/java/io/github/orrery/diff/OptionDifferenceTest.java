package io.github.orrery.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.diff.OptionDifference.Kind;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionDifferenceTest {
    private static final String NONE = "{}";

    @Test
    void anOptionThatGoesBreaksAndOneThatComesDoesNot() {
        assertThat(between(option("'type': 'string'"), NONE))
                .containsExactly(new OptionDifference("node.size", Kind.REMOVED, List.of(), true));
        assertThat(between(NONE, option("'type': 'integer', 'default': 1")))
                .containsExactly(new OptionDifference("node.size", Kind.ADDED, List.of("integer", "default 1"), false));
    }

    @Test
    void aNewOptionBreaksWhereItIsRequiredAndHasNoDefault() {
        assertThat(between(NONE, required("'type': 'integer'")))
                .containsExactly(new OptionDifference("node.size", Kind.ADDED, List.of("integer", "required"), true));
        assertThat(between(NONE, required("'type': 'integer', 'default': 1")))
                .extracting(OptionDifference::breaking)
                .containsExactly(false);
    }

    @Test
    void anotherDefaultIsSaidAndDoesNotBreak() {
        assertThat(between(option("'default': 1.0"), option("'default': 2")))
                .containsExactly(
                        new OptionDifference("node.size", Kind.CHANGED, List.of("default 1.0 becomes 2"), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'type': 'integer';                'type': 'number';                false",
                "'type': 'number';                 'type': 'integer';               true",
                "'type': 'string';                 'type': ['string', 'null'];      false",
                "'type': 'string';                 'description': 'of any type';    false",
                "'enum': ['a', 'b'];               'enum': ['a', 'b', 'c'];         false",
                "'enum': ['a', 'b'];               'enum': ['a', 'c'];              true",
                "'type': 'string';                 'type': 'string', 'enum': ['a']; true",
                "'minimum': 1;                     'minimum': 0.5;                  false",
                "'minimum': 1;                     'minimum': 2;                    true",
                "'maximum': 9;                     'maximum': 10;                   false",
                "'maximum': 10;                    'maximum': 9;                    true",
                "'maxLength': 3;                   'description': 'of any length';  false",
                "'pattern': 'a';                   'pattern': 'b';                  true",
                "'minimum': 1;                     'minimum': 1, 'exclusiveMinimum': false; false",
            })
    void itBreaksWhereValuesThatWereRightNoLongerAre(String before, String after, boolean breaking) {
        assertThat(between(option(before), option(after)))
                .extracting(OptionDifference::breaking)
                .containsExactly(breaking);
    }

    @Test
    void whatIsSaidInOtherWordsIsNoDifference() {
        assertThat(between(option("'description': 'old'"), option("'description': 'new'")))
                .isEmpty();
    }

    private static List<OptionDifference> between(String before, String after) {
        return OptionDifference.between(options(before), options(after));
    }

    private static String option(String members) {
        return "{'properties': {'node': {'properties': {'size': {" + members + "}}}}}";
    }

    private static String required(String members) {
        return "{'properties': {'node': {'required': ['size'], 'properties': {'size': {" + members + "}}}}}";
    }

    private static SortedMap<String, OptionFacts> options(String config) {
        byte[] json = config.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Json.Result.Read read = (Json.Result.Read) Json.read(json, JsonLimits.FILE);
        return OptionFacts.of(read.document().root());
    }
}
