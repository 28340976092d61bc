package io.github.orrery.select;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.testing.Texts;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DoubleEscapeTest {
    /** The table of formats.md 2.5. */
    static Arguments[] measuredCases() {
        return new Arguments[] {
            Arguments.of("{\"a\":\"b\"}", "{\\\"a\\\":\\\"b\\\"}"),
            Arguments.of("\"a\"", "\"a\\\""),
            Arguments.of("x\"\"y", "x\\\"\"y"),
            Arguments.of("a\"\"\"", "a\\\"\"\\\""),
            Arguments.of("\\\"a\\\"", "\\\"a\\\""),
            Arguments.of("\\\\\"", "\\\\\""),
            Arguments.of("\n\"", "\n\\\""),
            Arguments.of("", ""),
            Arguments.of("\"", "\""),
            Arguments.of("\"\"", "\"\\\""),
        };
    }

    @ParameterizedTest
    @MethodSource("measuredCases")
    void escapesAsTheOriginalDoes(String in, String out) {
        assertThat(DoubleEscape.escape(in)).isEqualTo(out);
    }

    @Test
    void isOnePassOfNonOverlappingPairs() {
        Pattern pair = Pattern.compile("([^\\\\])\"", Pattern.DOTALL);
        Random random = new Random(25);
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append("\"\"\\a\n".charAt(random.nextInt(5)));
            }

            String expected = pair.matcher(text).replaceAll(match -> Matcher.quoteReplacement(match.group(1) + "\\\""));

            assertThat(DoubleEscape.escape(text.toString())).as(text.toString()).isEqualTo(expected);
        }
    }

    /** Quotes within the texts are written as U+201C here, since apostrophes stand for JSON's own. */
    static Arguments[] places() {
        return new Arguments[] {
            place("a description", "{'properties':{'p':{'description':@}}}", true),
            place("a string's default", "{'properties':{'p':{'type':'string','default':@}}}", true),
            place(
                    "a nested description",
                    "{'properties':{'o':{'type':'object','properties':{'p':{'description':@}}}}}",
                    true),
            place("a property called description", "{'properties':{'description':{'description':@}}}", true),
            place(
                    "a property called type",
                    "{'properties':{'type':{'type':'string','default':@},'x':{'description':'d'}}}",
                    true),
            place("the root description", "{'description':@,'properties':{}}", false),
            place("a title", "{'properties':{'p':{'title':@}}}", false),
            place("an enum", "{'properties':{'p':{'type':'string','enum':[@]}}}", false),
            place("items", "{'properties':{'p':{'type':'array','items':{'description':@}}}}", false),
            place("oneOf", "{'properties':{'p':{'oneOf':[{'description':@}]}}}", false),
            place("patternProperties", "{'patternProperties':{'p':{'description':@}}}", false),
            place("definitions", "{'definitions':{'p':{'description':@}}}", false),
            place(
                    "properties of an object without type",
                    "{'properties':{'o':{'properties':{'p':{'description':@}}}}}",
                    false),
            place(
                    "properties of an object whose type is a list",
                    "{'properties':{'o':{'type':['object'],'properties':{'p':{'description':@}}}}}",
                    false),
            place("a default without type", "{'properties':{'p':{'default':@}}}", false),
            place("a default of a type list", "{'properties':{'p':{'type':['string'],'default':@}}}", false),
            place("an array's default", "{'properties':{'p':{'type':'array','default':[@]}}}", false),
            place("an object's default", "{'properties':{'p':{'type':'object','default':{'k':@}}}}", false),
            place("properties that are a list", "{'properties':[{'description':@}]}", false),
            place("a description that is no text", "{'properties':{'p':{'description':[@]}}}", false),
            place("a string's default that is no text", "{'properties':{'p':{'type':'string','default':[@]}}}", false),
        };
    }

    private static Arguments place(String name, String config, boolean touched) {
        return Arguments.of(name, config, touched);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("places")
    void touchesDescriptionsAndStringDefaultsOfTypedPropertiesOnly(String name, String config, boolean touched) {
        ObjectNode before = Texts.object(config.replace("@", "'say \\'hi\\''"));

        ObjectNode after = DoubleEscape.config(before);

        String expected = config.replace("@", touched ? "'say \\\\\\'hi\\\\\\''" : "'say \\'hi\\''");
        assertThat(Texts.shown(after)).isEqualTo(expected);
        if (!touched) {
            assertThat(after).isSameAs(before);
        }
    }

    @Test
    void neverChangesTheOriginal() {
        ObjectNode config = Texts.object("{'properties':{'a':{'type':'object','properties':{'b':{'type':'string',"
                + "'default':'x\\'y','description':'x\\'y'}}},'z':{'type':'integer'}}}");
        String before = Texts.compact(config);

        DoubleEscape.config(config);

        assertThat(Texts.compact(config)).isEqualTo(before);
    }

    @Test
    void keepsTheOrderOfMembers() {
        ObjectNode config = Texts.object(
                "{'b':1,'properties':{'z':{'default':'a\\'','x':1,'type':'string'},'a':{'description':'q\\''}},'a':2}");

        assertThat(Texts.shown(DoubleEscape.config(config)))
                .isEqualTo("{'b':1,'properties':{'z':{'default':'a\\\\\\'','x':1,'type':'string'},"
                        + "'a':{'description':'q\\\\\\''}},'a':2}");
    }

    /** With a copy of all properties for each of them this takes a minute. */
    @Test
    @Timeout(20)
    void thousandsOfPropertiesAreCopiedOnce() {
        ObjectNode config = Json.NODES.objectNode();
        ObjectNode properties = config.putObject("properties");
        for (int i = 0; i < 40_000; i++) {
            properties.putObject("p" + i).put("description", "a \"b\"");
        }

        ObjectNode escaped = DoubleEscape.config(config);

        assertThat(escaped.path("properties")).hasSize(40_000).allSatisfy(property -> assertThat(
                        property.path("description").textValue())
                .isEqualTo("a \\\"b\\\""));
        assertThat(properties.path("p0").path("description").textValue()).isEqualTo("a \"b\"");
    }
}
