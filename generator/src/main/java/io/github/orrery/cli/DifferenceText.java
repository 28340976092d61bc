package io.github.orrery.cli;

import io.github.orrery.app.OptionDifference;
import io.github.orrery.diff.PackageDifference;
import io.github.orrery.diff.PackageDifference.Installed;
import io.github.orrery.diff.RepositoryDifference;
import io.github.orrery.diff.RepositoryDifference.Change;
import io.github.orrery.diff.RepositoryDifference.Cluster;
import io.github.orrery.problem.Problem;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Differences for people on a terminal: what each group of DC/OS versions would see, then the indexes in numbers. */
record DifferenceText(Style style) {
    private static final int MOST_REVISIONS = 5;

    void print(RepositoryDifference difference, PrintWriter out) {
        if (difference.isEmpty()) {
            out.println("no cluster sees a difference");
        }
        for (Change change : difference.changes()) {
            out.println(style.bold("DC/OS " + list(change.dcosVersions())));
            change.packages().forEach(one -> print(one, out));
            out.println();
        }
        if (!difference.onlyBefore().isEmpty()) {
            out.println("index gone:  DC/OS " + list(difference.onlyBefore()));
        }
        if (!difference.onlyAfter().isEmpty()) {
            out.println("index new:   DC/OS " + list(difference.onlyAfter()));
        }
        if (!difference.changes().isEmpty()) {
            difference
                    .clusters()
                    .forEach(cluster -> out.println(
                            size(cluster, "DC/OS %-6s %d packages (%+d), %d revisions (%+d), %d bytes (%+d)")));
        }
    }

    /** What happened to a package, without its name; revisions as {@code 2.1.0 (revision 5)}. */
    static List<String> facts(PackageDifference one) {
        List<String> facts = new ArrayList<>();
        if (one.before() != null && one.after() != null && one.installsOther()) {
            facts.add("installs " + words(one.after()) + " in place of " + words(one.before()));
        }
        addRevisions(facts, "added", one.added());
        addRevisions(facts, "removed", one.removed());
        addRevisions(facts, "content changed under the same number", one.changed());
        addRevisions(facts, "shadowed by a later revision of the same version", one.shadowed());
        one.options().forEach(option -> facts.add(words(option)));
        one.imagesAdded().forEach(image -> facts.add("image added: " + Problem.oneLine(image)));
        one.imagesRemoved().forEach(image -> facts.add("image removed: " + Problem.oneLine(image)));
        return facts;
    }

    /** What happened to a package, in a word. */
    static String kind(PackageDifference one) {
        return one.before() == null ? "new" : one.after() == null ? "gone" : "changed";
    }

    static String list(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private void print(PackageDifference one, PrintWriter out) {
        String mark = one.before() == null ? "+" : one.after() == null ? "-" : "~";
        String breaking = one.isBreaking() && one.after() != null ? " (breaking)" : "";
        out.println("  " + mark + " " + style.bold(Problem.oneLine(one.name())) + "  " + kind(one) + breaking);
        facts(one).forEach(fact -> out.println("      " + fact));
    }

    private static void addRevisions(List<String> facts, String what, List<Installed> revisions) {
        if (!revisions.isEmpty()) {
            int rest = Math.max(0, revisions.size() - MOST_REVISIONS);
            String shown =
                    revisions.stream().skip(rest).map(DifferenceText::words).collect(Collectors.joining(", "));
            facts.add(what + ": " + shown + (rest > 0 ? " and " + rest + " older" : ""));
        }
    }

    private static String words(Installed revision) {
        return Problem.oneLine(revision.version()) + " (revision " + revision.releaseVersion() + ")";
    }

    private static String words(OptionDifference option) {
        String details = option.details().isEmpty() ? "" : ": " + String.join(", ", option.details());
        String path = option.path().isEmpty() ? "(all together)" : option.path();
        return Problem.oneLine("option " + option.kind().name().toLowerCase(Locale.ROOT) + " " + path + details)
                + (option.breaking() ? " (breaking)" : "");
    }

    /**
     * The index of a cluster's version in numbers.
     *
     * @param form takes the version, then packages, revisions and bytes, each with how many more there are than before
     */
    static String size(Cluster cluster, String form) {
        return String.format(
                Locale.ROOT,
                form,
                cluster.dcos(),
                cluster.after().packages(),
                cluster.after().packages() - cluster.before().packages(),
                cluster.after().revisions(),
                cluster.after().revisions() - cluster.before().revisions(),
                cluster.after().bytes(),
                cluster.after().bytes() - cluster.before().bytes());
    }
}
