package io.github.orrery;

import io.github.orrery.check.Rule;
import io.github.orrery.problem.Problem;
import io.github.orrery.render.Warned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code check} warns of, a rule each, for the page that says how a repository is. */
final class Warnings {
    private static final String PACKAGES = "packages/";

    private Warnings() {}

    /** By rule, in the order of the rules. */
    static List<Warned> of(CheckResult checked) {
        Map<Rule, SortedMap<String, Integer>> newest = new EnumMap<>(Rule.class);
        Map<Rule, Integer> older = new EnumMap<>(Rule.class);
        Map<Rule, Integer> outside = new EnumMap<>(Rule.class);
        for (Problem problem : checked.problems()) {
            Rule rule = Rule.byId(problem.ruleId()).orElse(null);
            if (rule == null) {
                continue;
            }
            String name = packageOf(problem.location().file());
            SortedMap<String, Integer> packages = newest.computeIfAbsent(rule, r -> new TreeMap<>());
            if (name.isEmpty()) {
                outside.merge(rule, 1, Integer::sum);
            } else if (checked.isInOlderRevision(problem)) {
                older.merge(rule, 1, Integer::sum);
            } else {
                packages.merge(name, 1, Integer::sum);
            }
        }
        List<Warned> warnings = new ArrayList<>();
        newest.forEach((rule, packages) -> warnings.add(new Warned(
                rule.id(),
                rule.what(),
                rule.mend(),
                Collections.unmodifiableSortedMap(packages),
                older.getOrDefault(rule, 0),
                outside.getOrDefault(rule, 0))));
        return warnings;
    }

    /** The name in {@code packages/K/kafka/3/config.json}; empty where there is none. */
    private static String packageOf(String file) {
        if (!file.startsWith(PACKAGES)) {
            return "";
        }
        int start = file.indexOf('/', PACKAGES.length()) + 1;
        int end = file.indexOf('/', start);
        return start == 0 || end < 0 ? "" : file.substring(start, end);
    }
}
