package io.github.orrery.check;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.PackageSelection.LegacySlice;
import io.github.orrery.model.PackageSelection.Slice;
import io.github.orrery.model.Revision;
import io.github.orrery.problem.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What old clusters do not get of a revision that they see: one message a revision (formats.md 2.4 and 3.2). */
final class Losses {
    record Loss(Location location, String message) {}

    /** The clusters that see a revision's upgrades left out, by releaseVersion. */
    private final Map<Long, SortedSet<DcosReleaseVersion>> withoutUpgrades = new TreeMap<>();

    private Losses() {}

    static List<Loss> of(PackageSelection selection) {
        Losses losses = new Losses();
        for (LegacySlice slice : selection.legacySlices()) {
            slice.revisions().forEach(revision -> losses.add(revision.revision(), slice.dcos()));
        }
        for (Slice slice : selection.slices()) {
            slice.items().stream()
                    .filter(item ->
                            !item.tree().has("upgradesFrom") && !item.tree().has("downgradesTo"))
                    .forEach(item -> losses.add(item.revision(), slice.dcos()));
        }
        List<Loss> found = new ArrayList<>();
        for (Revision revision : selection.universePackage().revisions()) {
            SortedSet<DcosReleaseVersion> clusters = losses.withoutUpgrades.get(revision.releaseVersion());
            if (clusters != null) {
                found.add(new Loss(revision.locate("/minDcosReleaseVersion"), message(clusters)));
            }
        }
        return found;
    }

    private void add(Revision revision, DcosReleaseVersion dcos) {
        if (!revision.item().path("upgradesFrom").isEmpty()
                || !revision.item().path("downgradesTo").isEmpty()) {
            withoutUpgrades
                    .computeIfAbsent(revision.releaseVersion(), key -> new TreeSet<>())
                    .add(dcos);
        }
    }

    private static String message(SortedSet<DcosReleaseVersion> clusters) {
        return "upgradesFrom and downgradesTo do not reach DC/OS "
                + String.join(", ", clusters.stream().map(Object::toString).toList())
                + ", expected a \"minDcosReleaseVersion\" of 1.10 or above where that matters";
    }
}
