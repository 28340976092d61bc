package io.github.orrery.cli;

import io.github.orrery.CheckResult;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Severity;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Problems as annotation commands in the log of a GitHub job, errors first. GitHub shows ten errors and ten warnings of
 * a step; what is beyond that is printed as text, so that the log has all.
 *
 * @param all whether warnings of revisions that are not the newest of their package are shown
 * @param counts whether the count stands at the end
 */
record GithubProblems(boolean all, boolean counts) implements ProblemPrinter {
    private static final int MOST_OF_A_KIND = 10;

    @Override
    public void print(CheckResult result, PrintWriter out) {
        List<Problem> shown = ProblemPrinter.shown(result, all);
        Map<Severity, Integer> annotated = new EnumMap<>(Severity.class);
        Stream.concat(shown.stream().filter(Problem::isError), shown.stream().filter(problem -> !problem.isError()))
                .forEach(problem -> {
                    int count = annotated.merge(problem.severity(), 1, Integer::sum);
                    out.println(
                            count <= MOST_OF_A_KIND
                                    ? annotation(result, problem)
                                    : noCommand(ProblemPrinter.line(result.root(), problem, Style.PLAIN)));
                });
        if (counts) {
            out.println(RuleCounts.of(result).inWords());
        }
    }

    private static String annotation(CheckResult result, Problem problem) {
        return "::" + problem.severity().word()
                + " file=" + property(ProblemPrinter.file(result.root(), problem.location()))
                + ",line=" + Math.max(1, problem.location().line())
                + ",col=" + Math.max(1, problem.location().column())
                + ",title=" + property(problem.ruleId())
                + "::" + data(problem.message());
    }

    /** The runner still obeys the older form of its commands, {@code ##[...]}, wherever in a line it stands. */
    private static String noCommand(String line) {
        return line.replace("##[", "## [");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
