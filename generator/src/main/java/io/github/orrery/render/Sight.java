package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.IndexItem;
import io.github.orrery.model.LegacyRevision;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.PackagingVersion;
import io.github.orrery.model.Revision;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.render.view.LinkView;
import io.github.orrery.render.view.VisibilityView;
import io.github.orrery.site.Family;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which clusters see which revisions of a package, and why not; of the DC/OS versions for which the site holds a file. */
final class Sight {
    private static final String OTHER_FORM = "in a form that this version cannot read";

    /** The ecosystem withdraws a revision by a minimum of 999 or 9999. */
    private static final BigInteger WITHDRAWN = BigInteger.valueOf(100);

    /**
     * What the index of one DC/OS version holds of the package.
     *
     * @param lost what its clusters lose of a revision, in words, by releaseVersion; empty for nothing
     */
    private record Seen(
            DcosReleaseVersion dcos,
            String name,
            SortedMap<Long, String> lost,
            @Nullable LinkView installs,
            @Nullable String shard) {}

    private final PackageSelection selection;
    private final CatalogueOptions options;
    private final List<Seen> seen = new ArrayList<>();

    Sight(PackageSelection selection, CatalogueOptions options) {
        this.selection = selection;
        this.options = options;
        boolean ofJson = options.has(Family.INDEXES) || options.has(Family.SHARDS);
        for (PackageSelection.Slice slice : ofJson ? selection.slices() : List.<PackageSelection.Slice>of()) {
            TreeMap<Long, String> revisions = new TreeMap<>();
            for (IndexItem item : slice.items()) {
                revisions.put(item.revision().releaseVersion(), item.isDowngraded() ? lost(item) : "");
            }
            seen.add(seen(slice.dcos(), revisions));
        }
        boolean ofZips = options.has(Family.ZIPS);
        for (PackageSelection.LegacySlice slice :
                ofZips ? selection.legacySlices() : List.<PackageSelection.LegacySlice>of()) {
            TreeMap<Long, String> revisions = new TreeMap<>();
            for (LegacyRevision one : slice.revisions()) {
                revisions.put(one.revision().releaseVersion(), lost(one));
            }
            seen.add(seen(slice.dcos(), revisions));
        }
        seen.sort(Comparator.comparing(Seen::dcos));
    }

    /** The DC/OS versions whose index holds a revision of the package, oldest first. */
    List<String> seenBy() {
        return seen.stream()
                .filter(one -> !one.lost.isEmpty())
                .map(one -> one.dcos.toString())
                .toList();
    }

    /** What clusters install, a line for each DC/OS version from which on that is another revision, oldest first. */
    List<CatalogueRow.Seen> installed() {
        List<CatalogueRow.Seen> runs = new ArrayList<>();
        Long before = null;
        for (Seen one : seen) {
            Long newest = one.lost.isEmpty() ? null : one.lost.lastKey();
            if (!Objects.equals(newest, before)) {
                runs.add(newest == null ? new CatalogueRow.Seen(one.name, "", 0, "") : installed(one.name, newest));
            }
            before = newest;
        }
        return runs;
    }

    /** What clusters install and lose: neighbouring DC/OS versions of one fate together, oldest first. */
    List<CatalogueRow.Run> runs() {
        List<CatalogueRow.Run> runs = new ArrayList<>();
        for (Seen one : seen) {
            Long newest = one.lost.isEmpty() ? null : one.lost.lastKey();
            CatalogueRow.Run run = newest == null
                    ? new CatalogueRow.Run(List.of(one.name), "", 0, "")
                    : new CatalogueRow.Run(
                            List.of(one.name),
                            PackageText.version(revision(newest)),
                            newest,
                            Objects.requireNonNull(one.lost.get(newest), "the key is there"));
            CatalogueRow.Run before = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (before != null && before.equalsBut(run)) {
                runs.set(runs.size() - 1, before.and(one.name));
            } else {
                runs.add(run);
            }
        }
        return runs;
    }

    /** Whether no index is made at all. */
    boolean isOfNone() {
        return seen.isEmpty();
    }

    boolean isSeen(Revision revision) {
        return seen.stream().anyMatch(one -> one.lost.containsKey(revision.releaseVersion()));
    }

    /** The newest revision that some cluster sees. */
    Optional<Revision> newestSeen() {
        List<Revision> revisions = selection.universePackage().revisions();
        for (int i = revisions.size() - 1; i >= 0; i--) {
            if (isSeen(revisions.get(i))) {
                return Optional.of(revisions.get(i));
            }
        }
        return Optional.empty();
    }

    /** Why no cluster sees a revision; null where some do. */
    @Nullable
    String hidden(Revision revision) {
        if (isSeen(revision) || seen.isEmpty()) {
            return null;
        }
        return revision.minDcosReleaseVersion()
                .map(minimum -> tooNew(minimum, PackageText.minDcos(revision)))
                .orElse("in no index");
    }

    /** A later revision of the same version, which clusters install in its place. */
    Optional<Revision> shadow(Revision revision) {
        List<Revision> revisions = selection.universePackage().revisions();
        for (int i = revisions.size() - 1; i >= 0; i--) {
            Revision later = revisions.get(i);
            if (later.releaseVersion() <= revision.releaseVersion()) {
                return Optional.empty();
            }
            if (later.version().equals(revision.version())
                    && seen.stream().anyMatch(one -> seesBoth(one, revision, later))) {
                return Optional.of(later);
            }
        }
        return Optional.empty();
    }

    /** All that the lines of a revision depend on beside its package: revisions of the same fate have equal lines. */
    String fate(Revision revision) {
        StringBuilder fate = new StringBuilder(64);
        fate.append(PackageText.minDcos(revision)).append(' ');
        for (Seen one : seen) {
            String lost = one.lost.get(revision.releaseVersion());
            Revision shadow = lost == null ? null : shadow(one, revision);
            fate.append(lost == null ? "-" : "+" + lost).append(shadow == null ? "" : shadow.releaseVersion());
        }
        return fate.toString();
    }

    /** A line for each DC/OS version, oldest first; links lead from the package's directory. */
    List<VisibilityView> lines(Revision revision) {
        List<VisibilityView> lines = new ArrayList<>();
        DcosReleaseVersion minimum = revision.minDcosReleaseVersion().orElse(null);
        String tooNew = minimum == null ? "" : tooNew(minimum, PackageText.minDcos(revision));
        for (Seen one : seen) {
            String lost = one.lost.get(revision.releaseVersion());
            lines.add(new VisibilityView(
                    one.name,
                    lost != null,
                    lost != null
                            ? remark(lost, shadow(one, revision))
                            : minimum != null && !one.dcos.isAtLeast(minimum) ? tooNew : OTHER_FORM,
                    one.installs,
                    one.shard));
        }
        return lines;
    }

    private Seen seen(DcosReleaseVersion dcos, SortedMap<Long, String> revisions) {
        boolean hasShard = !revisions.isEmpty() && options.has(Family.SHARDS) && !dcos.readsZip();
        return new Seen(
                dcos,
                dcos.toString(),
                revisions,
                revisions.isEmpty() ? null : installs(revisions.lastKey()),
                hasShard
                        ? SiteLayout.up()
                                + SiteLayout.shard(
                                        dcos, selection.universePackage().name())
                        : null);
    }

    private static boolean seesBoth(Seen one, Revision revision, Revision later) {
        return one.lost.containsKey(revision.releaseVersion()) && one.lost.containsKey(later.releaseVersion());
    }

    private static String tooNew(DcosReleaseVersion minimum, String text) {
        return minimum.parts().get(0).compareTo(WITHDRAWN) >= 0
                ? "withdrawn (minimum " + text + ")"
                : "needs DC/OS " + text;
    }

    /** The newest revision of the same version that the same clusters see, and install in its place. */
    private @Nullable Revision shadow(Seen one, Revision revision) {
        List<Revision> revisions = selection.universePackage().revisions();
        for (int i = revisions.size() - 1; i >= 0; i--) {
            Revision later = revisions.get(i);
            if (later.releaseVersion() <= revision.releaseVersion()) {
                return null;
            }
            if (one.lost.containsKey(later.releaseVersion()) && later.version().equals(revision.version())) {
                return later;
            }
        }
        return null;
    }

    private static String remark(String lost, @Nullable Revision shadow) {
        String hidden = shadow == null
                ? ""
                : "but installs revision " + shadow.releaseVersion() + ", which has the same version";
        return hidden.isEmpty() || lost.isEmpty() ? hidden + lost : hidden + "; " + lost;
    }

    /** What clusters that read a downgraded item do not get (formats.md 2.4). */
    @SuppressWarnings("ReferenceEquality") // the downgrade hands on the very config that it did not change
    private static String lost(IndexItem item) {
        Revision revision = item.revision();
        List<String> lost = new ArrayList<>();
        if (revision.packagingVersion().isAtLeast(PackagingVersion.V4_0)) {
            lost.add("downgraded to packaging version 3.0");
            addPaths(lost, revision);
        }
        if (item.tree().get("config") != revision.item().get("config")) {
            lost.add("quotes in defaults escaped once more");
        }
        return String.join(", ", lost);
    }

    /** What clusters that read a zip do not get (formats.md 3.2). */
    private static String lost(LegacyRevision legacy) {
        Revision revision = legacy.revision();
        List<String> lost = new ArrayList<>();
        if (revision.packagingVersion() != PackagingVersion.V2_0) {
            lost.add("downgraded to packaging version 2.0");
        }
        addPaths(lost, revision);
        if (revision.resource().map(part -> part.tree().has("cli")).orElse(false)) {
            lost.add("without its command-line programs");
        }
        return String.join(", ", lost);
    }

    private static void addPaths(List<String> lost, Revision revision) {
        if (hasPaths(revision)) {
            lost.add("without its upgrade paths");
        }
    }

    private static boolean hasPaths(Revision revision) {
        JsonNode packageJson = revision.packageJson().tree();
        return !packageJson.path("upgradesFrom").isEmpty()
                || !packageJson.path("downgradesTo").isEmpty();
    }

    private LinkView installs(long releaseVersion) {
        return new LinkView(PackageText.version(revision(releaseVersion)), SiteLayout.revisionFile(releaseVersion));
    }

    private CatalogueRow.Seen installed(String dcos, long releaseVersion) {
        Revision revision = revision(releaseVersion);
        return new CatalogueRow.Seen(
                dcos, PackageText.version(revision), releaseVersion, PackageText.minDcos(revision));
    }

    private Revision revision(long releaseVersion) {
        return selection.universePackage().revisions().stream()
                .filter(revision -> revision.releaseVersion() == releaseVersion)
                .findFirst()
                .orElseThrow();
    }
}
