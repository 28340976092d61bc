package io.github.orrery.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'properties': {'a': {'default': 1}, 'b': {'type': 'string'}}} | {'a':1}",
                "{'properties': {'a': {'default': null}}} | {'a':null}",
                "{'properties': {'a': {'properties': {'b': {'default': []}}}}} | {'a':{'b':[]}}",
                "{'properties': {'a': {'default': {}, 'properties': {'b': {'default': 1}}}}} | {'a':{}}",
                "{'properties': {'a': {'properties': {'b': {'type': 'string'}}}, 'c': {'properties': {}}}} | {}",
                "{'default': {'a': 1}, 'properties': {'b': 7, 'c': [], 'd': 'x'}} | {}",
                "{'properties': {'a': {'$ref': '#/definitions/x'}}, 'definitions': {'x': {'default': 1}}} | {}",
                "{'allOf': [{'properties': {'a': {'default': 1}}}]} | {}",
                "{'properties': 3} | {}",
            })
    void takesDefaultsFromPropertiesOnly(String config, String defaults) {
        assertThat(Options.defaults(Revisions.object(config))).isEqualTo(Revisions.object(defaults));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a': {'b': 1, 'c': 2}} | {'a': {'c': 3}} | {'a':{'b':1,'c':3}}",
                "{'a': [1, 2]} | {'a': [3]} | {'a':[3]}",
                "{'a': {'b': 1}} | {'a': null} | {'a':null}",
                "{'a': {'b': 1}} | {'a': 5, 'd': 6} | {'a':5,'d':6}",
                "{'a': 1} | {'a': {'b': 1}} | {'a':{'b':1}}",
                "{'a': 1} | {} | {'a':1}",
            })
    void mergesObjectsAndReplacesTheRest(String lower, String upper, String merged) {
        ObjectNode below = Revisions.object(lower);

        assertThat(Options.merge(below, Revisions.object(upper))).isEqualTo(Revisions.object(merged));
        assertThat(below).isEqualTo(Revisions.object(lower));
    }

    @Test
    void keepsTheOrderOfTheDefaults() {
        ObjectNode merged = Options.merge(Revisions.object("{'z': 1, 'a': 2}"), Revisions.object("{'b': 3, 'z': 4}"));

        assertThat(merged).hasToString("{\"z\":4,\"a\":2,\"b\":3}");
    }
}
