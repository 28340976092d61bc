package io.github.orrery.check;

import java.util.Arrays;

/** {@code docs/checks.md}, made of the list of rules. */
final class RuleDocument {
    private RuleDocument() {}

    static String text() {
        StringBuilder text = new StringBuilder(
                """
                # Checks

                What `orrery check` and `orrery build` look at. An error keeps the site from being written, since a cluster, the
                format or safe processing refuses it; a warning does not (`--strict` makes it do so). Every problem ends in the
                id of its rule, and `.orrery-baseline.json` can accept warnings by it.

                This page is made of the list in `Rule.java`; `mvn verify -Dgolden.update` writes it again.
                """);
        for (Rule.Group group : Rule.Group.values()) {
            text.append("\n## ").append(group.title()).append("\n\n");
            text.append("| Rule | Severity | What | Why | Refused by | How to mend it |\n|---|---|---|---|---|---|\n");
            Arrays.stream(Rule.values()).filter(rule -> rule.group() == group).forEach(rule -> text.append(row(rule)));
        }
        return text.toString();
    }

    private static String row(Rule rule) {
        return "| `" + rule.id() + "` | " + rule.severity().word() + " | " + cell(rule.what()) + " | "
                + cell(rule.why()) + " | " + cell(rule.refusedBy()) + " | " + cell(rule.mend()) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
