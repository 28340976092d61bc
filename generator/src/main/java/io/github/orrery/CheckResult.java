package io.github.orrery;

import io.github.orrery.problem.Problem;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What reading and checking a repository found.
 *
 * @param root the directory that the files of the problems are below: the repository as the user named it, or its
 *     {@code repo/}
 * @param problems all of them, sorted, without the accepted ones
 * @param accepted how many warnings the baseline took away
 * @param olderRevisionDirectories the revisions that are not the newest of their package, as paths below the root,
 *     e.g. {@code packages/C/cassandra/3}; sorted
 */
public record CheckResult(Path root, List<Problem> problems, int accepted, Set<String> olderRevisionDirectories) {
    public CheckResult {
        problems = List.copyOf(problems);
        NavigableSet<String> sorted = new TreeSet<>(olderRevisionDirectories);
        olderRevisionDirectories = Collections.unmodifiableNavigableSet(sorted);
    }

    /** What was found, less what the baseline accepts; with {@code strict} all that is left counts as errors. */
    public static CheckResult of(
            Path root, List<Problem> found, Baseline baseline, boolean strict, Set<String> olderRevisionDirectories) {
        List<Problem> kept = found.stream().filter(p -> !baseline.accepts(p)).toList();
        List<Problem> judged = kept.stream()
                .map(p -> strict ? Problem.error(p.ruleId(), p.location(), p.message()) : p)
                .sorted()
                .distinct()
                .toList();
        return new CheckResult(root, judged, found.size() - kept.size(), olderRevisionDirectories);
    }

    /** Whether anything is wrong that keeps a site from being written. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }

    /** Whether a problem stands in a revision that is not the newest of its package. */
    public boolean isInOlderRevision(Problem problem) {
        String path = problem.location().file();
        while (!path.isEmpty()) {
            if (olderRevisionDirectories.contains(path)) {
                return true;
            }
            path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        }
        return false;
    }
}
