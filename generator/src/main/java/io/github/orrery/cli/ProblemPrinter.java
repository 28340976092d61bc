package io.github.orrery.cli;

import io.github.orrery.CheckResult;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Prints what a check found, in one of the forms. */
interface ProblemPrinter {
    void print(CheckResult result, PrintWriter out);

    /** The problems to show, in their order: errors always, warnings of older revisions only where all are asked for. */
    static List<Problem> shown(CheckResult result, boolean all) {
        return result.problems().stream()
                .filter(problem -> all || problem.isError() || !result.isInOlderRevision(problem))
                .toList();
    }

    /** A problem's file as it opens from the current directory, with {@code /}. */
    static String file(Path root, Location location) {
        Path path = location.file().isEmpty() ? root : root.resolve(location.file());
        return Problem.oneLine(path.toString().replace(File.separatorChar, '/'));
    }

    /** {@code FILE:LINE:COLUMN: error: message [rule-id]}; a file as a whole opens at its beginning. */
    static String line(Path root, Problem problem, Style style) {
        return style.bold(place(root, problem.location()))
                + " " + style.severity(problem.severity(), problem.severity().word() + ":")
                + " " + problem.message()
                + " " + style.faint("[" + problem.ruleId() + "]");
    }

    private static String place(Path root, Location location) {
        return file(root, location) + ":" + Math.max(1, location.line()) + ":" + Math.max(1, location.column()) + ":";
    }
}
