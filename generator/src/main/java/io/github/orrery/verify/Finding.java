package io.github.orrery.verify;

import io.github.orrery.problem.Problem;
import java.util.Comparator;
import java.util.List;

/**
 * One thing that is wrong with a site, and how to mend it.
 *
 * @param fault its kind
 * @param where the file's path within the site's directory, or the URL that was asked
 * @param clients those that stumble over it, e.g. {@code DC/OS 1.13}; none where it is no matter of clients
 * @param message what is wrong and what was expected, one line
 * @param remedy what to do, one line
 */
public record Finding(Fault fault, String where, List<String> clients, String message, String remedy)
        implements Comparable<Finding> {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::where, SiteNames.ORDER)
            .thenComparing(Finding::fault)
            .thenComparing(Finding::message)
            .thenComparing(Finding::remedy);

    public Finding {
        where = Problem.oneLine(where);
        clients = List.copyOf(clients);
        message = Problem.oneLine(message);
        remedy = Problem.oneLine(remedy);
    }

    public boolean isError() {
        return fault.gravity() != Gravity.ADVICE;
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
