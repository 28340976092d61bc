package io.github.orrery.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.orrery.json.Json;
import io.github.orrery.testing.NodeScripts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages' own regular expressions, run in Node, match what those of the build match. */
class FormPatternsTest {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "A",
            "ab",
            "aB",
            "b\na",
            "a\n",
            "\n",
            "K",
            "\u212a",
            "\u00e9",
            "\u00c9",
            "\u0131",
            "\u017f",
            "0",
            "a-b_c.D",
            "\ud83d\ude00",
            "aaaaaaaaab",
            " \t");

    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "A",
            "k",
            "\u212a",
            "s",
            "i",
            "\u00c9",
            ".",
            "^",
            "$",
            "\\b",
            "\\B",
            "\\A",
            "\\z",
            "\\d",
            "\\w",
            "\\S",
            "\\n",
            "\\.",
            "\\x41",
            "[a-c]",
            "[^a]",
            "[A-Z_-]",
            "[^\\w]",
            "[[:lower:]]",
            "[^[:upper:]0]",
            "\\p{Lu}",
            "\\PL",
            "(",
            "(?:",
            "(?i)",
            "(?i:",
            "(?s)",
            "(?m)",
            "(?ms-i)",
            "(?-i:",
            "(?U)",
            "(?P<n>",
            ")",
            ")",
            ")",
            "|",
            "*",
            "+",
            "?",
            "*?",
            "{2}",
            "{0,1}",
            "{1,}");

    @TempDir
    Path scratch;

    @Test
    void obeysFlags() {
        demandTheSame(List.of(
                "(?i)^ab$",
                "^(?i:a)b$",
                "(?i)K",
                "(?i)\u212a",
                "(?i)[k]",
                "(?i)[^k]",
                "(?i)\u00e9",
                "(?i)i",
                "(?i)s",
                "(?i)[[:lower:]]",
                "(?i)\\p{Lu}",
                "(?m)^a$",
                "^a$",
                "b.a",
                "(?s)b.a",
                "(?i-i)A",
                "((?i)a)b",
                "(?im:^A$)",
                "(?i)",
                "(?i)*",
                "(?i",
                "(?x)a",
                "(?i--s)a",
                "(?-)a",
                "(?)a",
                "(?=a)",
                "(?<!a)b",
                "\\1"));
    }

    @Test
    void matchesWhatTheBuildMatches() {
        Random random = new Random(11);
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int pieces = 1 + random.nextInt(6); pieces > 0; pieces--) {
                pattern.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            patterns.add(pattern.toString());
        }

        assertThat(demandTheSame(patterns)).isGreaterThan(1000);
    }

    /** How many of the patterns are patterns. */
    private int demandTheSame(List<String> patterns) {
        ArrayNode given = Json.NODES.arrayNode();
        patterns.forEach(given::add);
        ArrayNode texts = Json.NODES.arrayNode();
        TEXTS.forEach(texts::add);
        JsonNode found = NodeScripts.evaluateWithForm(
                scratch,
                "patterns.map(run)",
                List.of(
                        "var patterns = " + given + ", texts = " + texts + ";"
                                + """
                        function run(pattern) {
                          const compiled = orreryForm.regexp.compile(pattern);
                          return compiled.problem ? "unusable" : texts.filter(compiled.matches).join("|");
                        }
                        """));
        int usable = 0;
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            String expected = "unusable";
            if (new Patterns().get(patterns.get(i)) instanceof Patterns.Usable pattern) {
                usable++;
                expected = String.join(
                        "|",
                        TEXTS.stream()
                                .filter(text -> pattern.regexp()
                                        .patternMatchingFailure(text)
                                        .isEmpty())
                                .toList());
            }
            if (!found.get(i).textValue().equals(expected)) {
                differences.add(
                        patterns.get(i) + " matches " + found.get(i).textValue() + ", in the build " + expected);
            }
        }
        assertThat(differences).isEmpty();
        return usable;
    }
}
