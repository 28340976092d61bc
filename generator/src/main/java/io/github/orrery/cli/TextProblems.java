package io.github.orrery.cli;

import io.github.orrery.CheckResult;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Severity;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Problems for people: a line that an editor can open, the line of the source with a caret below the place, and at the
 * end a count per rule.
 *
 * @param all whether warnings of revisions that are not the newest of their package are shown, not only counted
 * @param counts whether the count stands at the end
 * @param excerpts whose source lines are shown
 */
record TextProblems(Style style, boolean all, boolean counts, Set<Severity> excerpts) implements ProblemPrinter {
    @Override
    public void print(CheckResult result, PrintWriter out) {
        SourceLines sources = new SourceLines(result.root());
        List<Problem> shown = ProblemPrinter.shown(result, all);
        for (Problem problem : shown) {
            out.println(ProblemPrinter.line(result.root(), problem, style));
            if (excerpts.contains(problem.severity())) {
                sources.excerpt(problem.location()).ifPresent(excerpt -> {
                    out.println("    " + excerpt.text());
                    out.println("    " + " ".repeat(excerpt.indent()) + style.severity(problem.severity(), "^"));
                });
            }
        }
        if (counts) {
            count(result, shown.size(), out);
        }
    }

    private void count(CheckResult result, int shown, PrintWriter out) {
        RuleCounts rules = RuleCounts.of(result);
        if (shown > 0) {
            out.println();
        }
        rules.byRule().forEach((rule, count) -> {
            if (count.errors() > 0) {
                line(out, Severity.ERROR, rule, count.errors(), 0);
            }
            if (count.warnings() > 0) {
                line(out, Severity.WARNING, rule, count.warnings(), all ? 0 : count.olderWarnings());
            }
        });
        out.println(rules.inWords()
                + (result.accepted() > 0 ? ", and " + RuleCounts.amount(result.accepted(), "accepted warning") : ""));
        int hidden = all ? 0 : rules.olderWarnings();
        if (hidden == 1) {
            out.println("1 of the warnings is about an older revision and not shown; orrery check --all shows it");
        } else if (hidden > 1) {
            out.println(hidden + " of the warnings are about older revisions and not shown;"
                    + " orrery check --all shows them");
        }
    }

    private void line(PrintWriter out, Severity severity, String rule, int count, int hidden) {
        out.println(String.format(Locale.ROOT, "%6d ", count)
                + style.severity(severity, String.format(Locale.ROOT, "%-7s", severity.word()))
                + " " + rule
                + (hidden > 0 ? style.faint(" (" + hidden + " not shown)") : ""));
    }
}
