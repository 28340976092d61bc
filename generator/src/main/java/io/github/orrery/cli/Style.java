package io.github.orrery.cli;

import io.github.orrery.problem.Severity;

/** How words stand out on a terminal. A colour never says what a word beside it does not say too. */
enum Style {
    PLAIN,
    COLOURED;

    String bold(String text) {
        return escaped("1", text);
    }

    String faint(String text) {
        return escaped("2", text);
    }

    String severity(Severity severity, String text) {
        return escaped(severity == Severity.ERROR ? "1;31" : "1;33", text);
    }

    private String escaped(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
