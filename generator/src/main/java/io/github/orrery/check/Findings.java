package io.github.orrery.check;

import io.github.orrery.model.Revision;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What the checks of one package find: a mistake is reported by the first check that sees it. */
final class Findings {
    private final List<Problem> problems = new ArrayList<>();
    /** File to the pointers of its faulty values. */
    private final Map<String, NavigableSet<String>> errors = new HashMap<>();

    Findings() {}

    /** Findings that go on from what was reported before, without reporting it again. */
    static Findings after(List<Problem> reported) {
        Findings findings = new Findings();
        reported.stream().filter(Problem::isError).map(Problem::location).forEach(findings::remember);
        return findings;
    }

    void add(Rule rule, Location location, String message) {
        add(rule, rule.severity(), location, message);
    }

    /** For rules that are errors in some repositories only. */
    void add(Rule rule, Severity severity, Location location, String message) {
        problems.add(new Problem(severity, rule.id(), location, message));
        if (severity == Severity.ERROR) {
            remember(location);
        }
    }

    /** Whether an error is known of a value of the index item, of one that encloses it or of one within it. */
    boolean isFaulty(Revision revision, String pointer) {
        return !errors.isEmpty() && isFaulty(revision.locate(pointer));
    }

    private boolean isFaulty(Location location) {
        NavigableSet<String> faulty = errors.get(location.file());
        if (faulty == null) {
            return false;
        }
        String within = location.pointer() + "/";
        String next = faulty.ceiling(within);
        if (next != null && next.startsWith(within)) {
            return true;
        }
        String enclosing = location.pointer();
        while (!enclosing.isEmpty() && !faulty.contains(enclosing)) {
            enclosing = enclosing.substring(0, Math.max(0, enclosing.lastIndexOf('/')));
        }
        return faulty.contains(enclosing);
    }

    private void remember(Location location) {
        errors.computeIfAbsent(location.file(), key -> new TreeSet<>()).add(location.pointer());
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
