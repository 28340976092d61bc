package io.github.orrery.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects problems; a stage adds what it finds and goes on. Not safe for use by several threads at once. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();
    private boolean errors;

    public void add(Problem problem) {
        found.add(problem);
        errors |= problem.isError();
    }

    public void addAll(Iterable<Problem> problems) {
        problems.forEach(this::add);
    }

    public void error(String ruleId, Location location, String message) {
        add(Problem.error(ruleId, location, message));
    }

    public void warning(String ruleId, Location location, String message) {
        add(Problem.warning(ruleId, location, message));
    }

    public boolean hasErrors() {
        return errors;
    }

    /** All problems once each, by file, line, column and rule. */
    public List<Problem> sorted() {
        return found.stream().sorted().distinct().toList();
    }
}
