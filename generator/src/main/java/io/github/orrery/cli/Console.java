package io.github.orrery.cli;

import java.io.PrintWriter;
import java.util.Map;

/**
 * The world that a command talks to.
 *
 * @param out results
 * @param err progress, and problems of commands whose result they are not
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 * @param environment the environment variables
 */
record Console(
        PrintWriter out,
        PrintWriter err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Map<String, String> environment) {
    /** The styles for {@link #out()}. */
    Style outStyle() {
        return style(outIsTerminal);
    }

    /** The styles for {@link #err()}. */
    Style errStyle() {
        return style(errIsTerminal);
    }

    /** Whether a line may be written over: a terminal that knows how to. */
    boolean canRedraw() {
        return errIsTerminal && !isDumb();
    }

    /** Whether a job of continuous integration reads the log. */
    boolean isContinuousIntegration() {
        String ci = environment.getOrDefault("CI", "");
        return !ci.isEmpty() && !ci.equals("false");
    }

    private Style style(boolean terminal) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return Style.PLAIN;
        }
        String force = environment.getOrDefault("CLICOLOR_FORCE", "");
        if (!force.isEmpty() && !force.equals("0")) {
            return Style.COLOURED;
        }
        return terminal && !isDumb() ? Style.COLOURED : Style.PLAIN;
    }

    private boolean isDumb() {
        return environment.getOrDefault("TERM", "").equals("dumb");
    }
}
