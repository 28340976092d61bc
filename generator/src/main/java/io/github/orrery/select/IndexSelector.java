package io.github.orrery.select;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.JsonText;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.IndexItem;
import io.github.orrery.model.LegacyRevision;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.PackageSelection.LegacySlice;
import io.github.orrery.model.PackageSelection.Slice;
import io.github.orrery.model.Revision;
import io.github.orrery.model.UniversePackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses which revisions of a package a cluster may see: those whose {@code minDcosReleaseVersion} is not above the
 * cluster's version, compared number by number (formats.md 2.2), each downgraded where the cluster is old.
 */
public final class IndexSelector {
    private static final DcosReleaseVersion PACKAGES_ZIP = DcosReleaseVersion.of("1.7");
    private static final DcosReleaseVersion ANY = DcosReleaseVersion.of("0.0");

    private final List<DcosReleaseVersion> dcosVersions;

    /** @param dcosVersions the clusters to select for; below 1.8 a zip, else JSON */
    public IndexSelector(List<DcosReleaseVersion> dcosVersions) {
        this.dcosVersions = dcosVersions.stream().sorted().distinct().toList();
    }

    public PackageSelection select(UniversePackage universePackage) {
        List<Choice> choices = universePackage.revisions().stream()
                .map(revision -> new Choice(revision, dcosVersions))
                .toList();
        List<Slice> slices = new ArrayList<>();
        List<LegacySlice> legacySlices = new ArrayList<>();
        for (DcosReleaseVersion dcos : dcosVersions) {
            if (dcos.readsZip()) {
                legacySlices.add(legacySlice(dcos, choices));
            } else {
                slices.add(new Slice(
                        dcos,
                        choices.stream()
                                .filter(choice -> choice.isVisible(dcos))
                                .map(choice -> choice.itemFor(dcos))
                                .toList()));
            }
        }
        return new PackageSelection(
                universePackage,
                choices.stream().map(choice -> choice.whole).toList(),
                slices,
                legacySlices,
                legacySlice(PACKAGES_ZIP, choices));
    }

    private static LegacySlice legacySlice(DcosReleaseVersion dcos, List<Choice> choices) {
        return new LegacySlice(
                dcos,
                choices.stream()
                        .filter(choice -> choice.isVisible(dcos))
                        .flatMap(choice -> choice.legacy.stream())
                        .toList());
    }

    /** A revision in the forms that clusters see it in, each made once. */
    private static final class Choice {
        private final DcosReleaseVersion minimum;
        private final IndexItem whole;
        private final IndexItem downgraded;
        private final List<LegacyRevision> legacy;

        Choice(Revision revision, List<DcosReleaseVersion> dcosVersions) {
            minimum = revision.minDcosReleaseVersion().orElse(ANY);
            whole = new IndexItem(revision, revision.item(), JsonText.compact(revision.item()));
            boolean seenByOld = dcosVersions.stream()
                    .anyMatch(dcos -> !dcos.readsZip() && Downgrade.concerns(dcos) && isVisible(dcos));
            downgraded = seenByOld ? downgraded(revision) : whole;
            boolean zipped = isVisible(PACKAGES_ZIP)
                    || dcosVersions.stream().anyMatch(dcos -> dcos.readsZip() && isVisible(dcos));
            legacy = Optional.of(revision).filter(r -> zipped).flatMap(Downgrade::legacy).stream()
                    .toList();
        }

        private IndexItem downgraded(Revision revision) {
            ObjectNode tree = Downgrade.item(revision);
            IndexItem item = new IndexItem(revision, tree, whole.json());
            return item.isDowngraded() ? new IndexItem(revision, tree, JsonText.compact(tree)) : whole;
        }

        boolean isVisible(DcosReleaseVersion dcos) {
            return dcos.isAtLeast(minimum);
        }

        IndexItem itemFor(DcosReleaseVersion dcos) {
            return Downgrade.concerns(dcos) ? downgraded : whole;
        }
    }
}
