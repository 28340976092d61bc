package io.github.orrery.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.app.OptionDifference.Kind;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.testing.OptionChanges;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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

    @Test
    void followsTheDefinitionOfWhatBreaks() {
        assertThat(OptionChanges.cases()).allSatisfy(each -> assertThat(between(each.before(), each.after()).stream()
                        .map(OptionDifferenceTest::inShort)
                        .sorted()
                        .collect(Collectors.joining(" ")))
                .isEqualTo(each.changes()));
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

    private static String inShort(OptionDifference option) {
        String sign =
                switch (option.kind()) {
                    case ADDED -> "+";
                    case REMOVED -> "-";
                    case CHANGED -> "~";
                };
        return sign + option.path() + (option.breaking() ? "!" : "");
    }

    private static OptionFacts.All options(String config) {
        byte[] json = config.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Json.Result.Read read = (Json.Result.Read) Json.read(json, JsonLimits.FILE);
        return OptionFacts.of(read.document().root());
    }
}
