package io.github.orrery.cli;

import io.github.orrery.diff.PackageDifference;
import io.github.orrery.diff.RepositoryDifference;
import io.github.orrery.diff.RepositoryDifference.Change;
import io.github.orrery.diff.RepositoryDifference.Cluster;
import io.github.orrery.problem.Problem;
import java.io.PrintWriter;
import java.util.List;

/**
 * Differences as Markdown, for the summary of a job or a comment. Whatever a stranger wrote stands as code, so that it
 * is neither markup nor a mention; what would grow beyond GitHub's limit of 1 MiB is counted.
 */
final class DifferenceMarkdown {
    private static final int MOST_PACKAGES = 200;
    private static final int MOST_FACTS = 40;
    private static final int LONGEST_FACT = 300;

    /** In characters, of which each may take three bytes. */
    private static final int LONGEST = 300_000;

    private DifferenceMarkdown() {}

    static void print(RepositoryDifference difference, PrintWriter out) {
        StringBuilder text = new StringBuilder("## What clusters would see\n\n");
        if (difference.isEmpty()) {
            text.append("No cluster sees a difference.\n");
        }
        for (Change change : difference.changes()) {
            if (text.length() > LONGEST) {
                text.append("\n(more than fits here; `orrery diff` prints all)\n");
                break;
            }
            change(change, text);
        }
        versions("No index any more for DC/OS", difference.onlyBefore(), text);
        versions("New index for DC/OS", difference.onlyAfter(), text);
        if (!difference.changes().isEmpty()) {
            sizes(difference.clusters(), text);
        }
        out.print(text);
    }

    private static void change(Change change, StringBuilder text) {
        text.append("### DC/OS ")
                .append(DifferenceText.list(change.dcosVersions()))
                .append("\n\n");
        int shown = 0;
        for (PackageDifference one : change.packages()) {
            if (shown++ == MOST_PACKAGES || text.length() > LONGEST) {
                text.append("- and ")
                        .append(change.packages().size() - shown + 1)
                        .append(" packages more\n");
                break;
            }
            text.append("- **")
                    .append(DifferenceText.kind(one))
                    .append("** ")
                    .append(code(one.name()))
                    .append(one.isBreaking() && one.after() != null ? " &mdash; **breaking**" : "")
                    .append('\n');
            List<String> facts = DifferenceText.facts(one);
            facts.stream()
                    .limit(MOST_FACTS)
                    .forEach(fact -> text.append("  - ").append(code(fact)).append('\n'));
            if (facts.size() > MOST_FACTS) {
                text.append("  - and ").append(facts.size() - MOST_FACTS).append(" more\n");
            }
        }
        text.append('\n');
    }

    private static void versions(String what, List<?> versions, StringBuilder text) {
        if (!versions.isEmpty()) {
            text.append(what).append(' ').append(DifferenceText.list(versions)).append(".\n\n");
        }
    }

    private static void sizes(List<Cluster> clusters, StringBuilder text) {
        text.append("| DC/OS | packages | revisions | bytes of the index |\n|---|--:|--:|--:|\n");
        for (Cluster cluster : clusters) {
            text.append(DifferenceText.size(cluster, "| %s | %d (%+d) | %d (%+d) | %d (%+d) |\n"));
        }
    }

    /** A code span around a line, whatever is in it: its fence is longer than any run of backticks inside. */
    private static String code(String line) {
        String shown = Problem.oneLine(line.length() > LONGEST_FACT ? line.substring(0, LONGEST_FACT) + "..." : line);
        int longest = 0;
        int run = 0;
        for (int i = 0; i < shown.length(); i++) {
            run = shown.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        return longest == 0 ? fence + shown + fence : fence + " " + shown + " " + fence;
    }
}
