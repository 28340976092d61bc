package io.github.orrery.check;

import io.github.orrery.check.PackageSummary.Mention;
import io.github.orrery.problem.Problem;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What only shows when all packages are known. */
final class RepositoryCheck {
    private final SortedMap<String, PackageSummary> packages = new TreeMap<>();
    private final Findings findings = new Findings();

    private RepositoryCheck(List<PackageSummary> summaries) {
        summaries.forEach(summary -> packages.put(summary.name(), summary));
    }

    static List<Problem> check(List<PackageSummary> summaries) {
        RepositoryCheck check = new RepositoryCheck(summaries);
        check.managers();
        check.dependencies();
        check.similarNames();
        return check.findings.problems();
    }

    private void managers() {
        for (PackageSummary summary : packages.values()) {
            for (Mention manager : summary.managers()) {
                if (!packages.containsKey(manager.name())) {
                    findings.add(
                            Rule.MANAGER_UNKNOWN,
                            manager.location(),
                            "the manager is " + Problem.quote(manager.name())
                                    + ", expected a package of this repository");
                }
            }
        }
    }

    private void dependencies() {
        SortedMap<String, List<String>> arrows = new TreeMap<>();
        packages.values()
                .forEach(summary -> arrows.put(
                        summary.name(),
                        summary.dependencies().stream().map(Mention::name).toList()));
        for (List<String> cycle : Cycles.in(arrows)) {
            packages.get(cycle.get(0)).dependencies().stream()
                    .filter(dependency -> cycle.contains(dependency.name()))
                    .findFirst()
                    .ifPresent(dependency -> findings.add(
                            Rule.DEPENDENCY_CYCLE,
                            dependency.location(),
                            "the dependencies of " + SchemaWords.choice(cycle).replace(" or ", " and ")
                                    + " lead in a circle, expected none that leads back"));
        }
    }

    private void similarNames() {
        List<PackageSummary> all = List.copyOf(packages.values());
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                PackageSummary one = all.get(j);
                PackageSummary other = all.get(i);
                if (EditDistance.isAtMostOne(one.name(), other.name())
                        && !one.maintainer().equals(other.maintainer())) {
                    findings.add(
                            Rule.SIMILAR_NAME,
                            other.location(),
                            "the name " + Problem.quote(other.name()) + " is one character away from "
                                    + Problem.quote(one.name())
                                    + ", a package of another maintainer, expected a name that nobody mistakes");
                }
            }
        }
    }
}
