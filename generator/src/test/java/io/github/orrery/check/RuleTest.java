package io.github.orrery.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RuleTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "checks.md");

    @Test
    void theDocumentListsTheRules() throws IOException {
        String document = RuleDocument.text();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, document);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(document);
    }

    @Test
    void idsAreWordsAndDifferent() {
        assertThat(Arrays.stream(Rule.values()).map(Rule::id))
                .doesNotHaveDuplicates()
                .allMatch(Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*").asMatchPredicate());
        assertThat(Arrays.stream(Rule.values()).filter(rule -> !rule.name()
                        .equals(rule.id().replace('-', '_').toUpperCase(java.util.Locale.ROOT))))
                .isEmpty();
    }

    @Test
    void nobodyRefusesAWarningThatIsAnErrorToSomeone() {
        assertThat(Arrays.stream(Rule.values())
                        .filter(rule -> rule.severity() == Severity.ERROR)
                        .filter(rule -> rule.refusedBy().equals("nobody")))
                .isEmpty();
    }
}
