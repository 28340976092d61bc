package io.github.orrery.check;

import io.github.orrery.model.Revision;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Severity;
import java.util.ArrayList;
import java.util.List;

/** What the checks of one package find: a mistake is reported by the first check that sees it. */
final class Findings {
    private final List<Problem> problems = new ArrayList<>();
    private final List<Location> errors = new ArrayList<>();

    Findings() {}

    /** Findings that go on from what was reported before, without reporting it again. */
    static Findings after(List<Problem> reported) {
        Findings findings = new Findings();
        reported.stream().filter(Problem::isError).map(Problem::location).forEach(findings.errors::add);
        return findings;
    }

    void add(Rule rule, Location location, String message) {
        add(rule, rule.severity(), location, message);
    }

    /** For rules that are errors in some repositories only. */
    void add(Rule rule, Severity severity, Location location, String message) {
        problems.add(new Problem(severity, rule.id(), location, message));
        if (severity == Severity.ERROR) {
            errors.add(location);
        }
    }

    /** Whether an error is known of a value of the index item, of one that encloses it or of one within it. */
    boolean isFaulty(Revision revision, String pointer) {
        return !errors.isEmpty() && isFaulty(revision.locate(pointer));
    }

    boolean isFaulty(Location location) {
        return errors.stream()
                .anyMatch(error -> error.file().equals(location.file())
                        && (isWithin(error.pointer(), location.pointer())
                                || isWithin(location.pointer(), error.pointer())));
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    private static boolean isWithin(String inner, String outer) {
        return inner.startsWith(outer) && (inner.length() == outer.length() || inner.charAt(outer.length()) == '/');
    }
}
