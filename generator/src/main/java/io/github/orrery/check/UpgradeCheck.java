package io.github.orrery.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.model.Revision;
import io.github.orrery.model.UniversePackage;
import io.github.orrery.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The versions of a package: each should stand once, and upgrades should lead from one to another. */
final class UpgradeCheck {
    private static final List<String> LISTS = List.of("upgradesFrom", "downgradesTo");
    private static final int LONGEST_LIST = 1000;

    private final UniversePackage universePackage;
    private final Findings findings;
    private final Map<String, Revision> newestOfVersion = new HashMap<>();
    private final SortedMap<String, SortedSet<String>> upgrades = new TreeMap<>();

    private UpgradeCheck(UniversePackage universePackage, Findings findings) {
        this.universePackage = universePackage;
        this.findings = findings;
    }

    static void check(UniversePackage universePackage, Findings findings) {
        UpgradeCheck check = new UpgradeCheck(universePackage, findings);
        universePackage.revisions().forEach(revision -> check.newestOfVersion.put(revision.version(), revision));
        universePackage.revisions().forEach(check::version);
        for (Revision revision : universePackage.revisions()) {
            LISTS.forEach(list -> check.list(revision, list));
        }
        check.cycles();
    }

    /** The last of equal versions is what a cluster installs; the others cannot be reached. */
    private void version(Revision revision) {
        Revision newest = newestOfVersion.getOrDefault(revision.version(), revision);
        if (newest.releaseVersion() != revision.releaseVersion() && !findings.isFaulty(revision, "/version")) {
            findings.add(
                    Rule.DUPLICATE_VERSION,
                    revision.locate("/version"),
                    "the version " + Problem.quote(revision.version()) + " stands again in revision "
                            + newest.releaseVersion() + " and hides this one, expected each version once");
        }
    }

    private void list(Revision revision, String list) {
        JsonNode versions = revision.packageJson().tree().path(list);
        if (versions.size() > LONGEST_LIST) {
            findings.add(
                    Rule.UPGRADE_LIST_LENGTH,
                    revision.locate("/" + list),
                    "\"" + list + "\" names " + versions.size() + " versions, expected at most " + LONGEST_LIST
                            + "; an asterisk stands for all");
            return;
        }
        for (int i = 0; i < versions.size(); i++) {
            String version = versions.path(i).asText();
            String pointer = "/" + list + "/" + i;
            if (!versions.path(i).isTextual() || version.equals("*")) {
                continue;
            }
            if (!newestOfVersion.containsKey(version) && !findings.isFaulty(revision, pointer)) {
                findings.add(
                        Rule.UPGRADE_TARGET,
                        revision.locate(pointer),
                        "\"" + list + "\" names the version " + Problem.quote(version)
                                + ", expected one that a revision of "
                                + universePackage.name() + " has, or an asterisk");
            }
            boolean isUpgrade = list.equals("upgradesFrom") && !version.equals(revision.version());
            if (isUpgrade && newestOfVersion.containsKey(version)) {
                upgrades.computeIfAbsent(version, key -> new TreeSet<>()).add(revision.version());
            }
        }
    }

    private void cycles() {
        for (List<String> cycle : Cycles.in(upgrades)) {
            universePackage.revisions().stream()
                    .filter(revision -> cycle.contains(revision.version()))
                    .reduce((older, newer) -> newer)
                    .ifPresent(newest -> findings.add(
                            Rule.UPGRADE_CYCLE,
                            newest.locate("/upgradesFrom"),
                            "the versions " + SchemaWords.choice(cycle).replace(" or ", " and ")
                                    + " upgrade each other in a circle, expected upgrades in one direction"));
        }
    }
}
