package io.github.orrery.cli;

import io.github.orrery.CheckResult;
import io.github.orrery.problem.Problem;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each rule was broken.
 *
 * @param byRule by the rule's id
 */
record RuleCounts(SortedMap<String, Count> byRule) {
    /**
     * The problems of one rule.
     *
     * @param olderWarnings those of the warnings that stand in a revision that is not the newest of its package
     */
    record Count(int errors, int warnings, int olderWarnings) {
        private static final Count NONE = new Count(0, 0, 0);

        private Count and(Count other) {
            return new Count(errors + other.errors, warnings + other.warnings, olderWarnings + other.olderWarnings);
        }
    }

    RuleCounts {
        byRule = Collections.unmodifiableSortedMap(new TreeMap<>(byRule));
    }

    static RuleCounts of(CheckResult result) {
        SortedMap<String, Count> counts = new TreeMap<>();
        for (Problem problem : result.problems()) {
            Count one =
                    problem.isError() ? new Count(1, 0, 0) : new Count(0, 1, result.isInOlderRevision(problem) ? 1 : 0);
            counts.merge(problem.ruleId(), one, Count::and);
        }
        return new RuleCounts(counts);
    }

    int errors() {
        return sum().errors();
    }

    int warnings() {
        return sum().warnings();
    }

    int olderWarnings() {
        return sum().olderWarnings();
    }

    /** E.g. {@code 2 errors, no warnings}. */
    String inWords() {
        return amount(errors(), "error") + ", " + amount(warnings(), "warning");
    }

    static String amount(int count, String what) {
        return (count == 0 ? "no" : String.valueOf(count)) + " " + what + (count == 1 ? "" : "s");
    }

    private Count sum() {
        return byRule.values().stream().reduce(Count.NONE, Count::and);
    }
}
