package io.github.orrery.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.IndexItem;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.PackageSelection.LegacySlice;
import io.github.orrery.model.PackageSelection.Slice;
import io.github.orrery.model.Revision;
import io.github.orrery.problem.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What old clusters do not get of a revision that they see: one message a revision (formats.md 2.4 and 2.5). */
final class Losses {
    record Loss(Location location, String message) {}

    private final Map<Long, Map<String, SortedSet<DcosReleaseVersion>>> lost = new TreeMap<>();

    private Losses() {}

    static List<Loss> of(PackageSelection selection) {
        Losses losses = new Losses();
        for (LegacySlice slice : selection.legacySlices()) {
            slice.revisions().forEach(revision -> losses.upgrades(revision.revision(), slice.dcos()));
        }
        for (Slice slice : selection.slices()) {
            slice.items().stream().filter(IndexItem::isDowngraded).forEach(item -> losses.index(slice.dcos(), item));
        }
        List<Loss> found = new ArrayList<>();
        for (Revision revision : selection.universePackage().revisions()) {
            Map<String, SortedSet<DcosReleaseVersion>> own = lost(losses, revision);
            if (!own.isEmpty()) {
                found.add(new Loss(revision.locate("/minDcosReleaseVersion"), message(own)));
            }
        }
        return found;
    }

    private static Map<String, SortedSet<DcosReleaseVersion>> lost(Losses losses, Revision revision) {
        return losses.lost.getOrDefault(revision.releaseVersion(), new LinkedHashMap<>());
    }

    private void index(DcosReleaseVersion dcos, IndexItem item) {
        if (isOther(item.tree().path("config"), item.revision().item().path("config"))) {
            add(item.revision(), "double quotes in options get backslashes", dcos);
        }
        upgrades(item.revision(), dcos);
    }

    private void upgrades(Revision revision, DcosReleaseVersion dcos) {
        JsonNode item = revision.item();
        if (!item.path("upgradesFrom").isEmpty() || !item.path("downgradesTo").isEmpty()) {
            add(revision, "upgradesFrom and downgradesTo are left out", dcos);
        }
    }

    private void add(Revision revision, String what, DcosReleaseVersion dcos) {
        lost.computeIfAbsent(revision.releaseVersion(), key -> new LinkedHashMap<>())
                .computeIfAbsent(what, key -> new TreeSet<>())
                .add(dcos);
    }

    private static String message(Map<String, SortedSet<DcosReleaseVersion>> lost) {
        List<String> parts = new ArrayList<>();
        lost.forEach((what, versions) -> parts.add(what + " (DC/OS "
                + String.join(", ", versions.stream().map(Object::toString).toList()) + ")"));
        return "old clusters do not get all of the revision: " + String.join("; ", parts)
                + "; expected a \"minDcosReleaseVersion\" above them where that matters";
    }

    @SuppressWarnings("ReferenceEquality") // the selector hands on what it does not change
    private static boolean isOther(JsonNode a, JsonNode b) {
        return a != b;
    }
}
