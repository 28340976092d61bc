package io.github.orrery.cli;

import io.github.orrery.problem.Severity;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A form in which problems are printed. */
enum ProblemFormat {
    TEXT,
    JSON,
    GITHUB,
    SARIF;

    static Optional<ProblemFormat> parse(String word) {
        for (ProblemFormat format : values()) {
            if (format.word().equals(word)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The word of the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words of all of them. */
    static List<String> words() {
        return Arrays.stream(values()).map(ProblemFormat::word).toList();
    }

    /**
     * What prints it.
     *
     * @param style of a text
     * @param all whether warnings of revisions that are not the newest of their package are shown
     * @param counts whether a text ends with a count
     */
    ProblemPrinter printer(Style style, boolean all, boolean counts) {
        return switch (this) {
            case TEXT -> new TextProblems(style, all, counts, EnumSet.allOf(Severity.class));
            case JSON -> new JsonProblems(all);
            case GITHUB -> new GithubProblems(all, counts);
            case SARIF -> new SarifProblems(all);
        };
    }
}
