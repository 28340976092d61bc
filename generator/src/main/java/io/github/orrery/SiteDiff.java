package io.github.orrery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.check.Strictness;
import io.github.orrery.diff.IndexSummary;
import io.github.orrery.diff.RepositoryDifference;
import io.github.orrery.json.Json;
import io.github.orrery.json.SpelledNumber;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.IndexItem;
import io.github.orrery.model.LegacyRevision;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.problem.Problems;
import io.github.orrery.read.UniverseReader;
import io.github.orrery.verify.SiteIndexes;
import io.github.orrery.verify.VerifyLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What clusters would see differently: two repositories, built sites or URLs are read and compared index by index. */
public final class SiteDiff {
    /**
     * One side of a comparison.
     *
     * @param indexes what was read; none where it cannot be compared
     * @param refused why a repository cannot be compared: it has errors; none where it has none
     */
    public record Side(List<IndexSummary> indexes, Optional<CheckResult> refused) {}

    private final List<DcosReleaseVersion> dcosVersions;
    private final Progress progress;

    /** @param dcosVersions the clusters that repositories are looked at for */
    public SiteDiff(List<DcosReleaseVersion> dcosVersions, Progress progress) {
        this.dcosVersions = dcosVersions;
        this.progress = progress;
    }

    /** Compares what was read of two sides. */
    public static RepositoryDifference compare(Side before, Side after) {
        return RepositoryDifference.between(before.indexes(), after.indexes());
    }

    /**
     * Reads one side.
     *
     * @param place a repository, the directory of a site, or a URL
     * @return empty where it is none of these
     * @throws IOException where the disk or the server fails, or what is there cannot be read
     */
    public Optional<Side> read(String place) throws IOException {
        Indexes indexes = new Indexes();
        if (isRepository(place)) {
            dcosVersions.forEach(indexes::index);
            return Optional.of(readRepository(Path.of(place), indexes));
        }
        progress.at("reading " + place, 0, 0);
        boolean isSite = SiteIndexes.read(place, VerifyLimits.DEFAULT, indexes);
        return isSite ? Optional.of(new Side(indexes.summaries(), Optional.empty())) : Optional.empty();
    }

    private static boolean isRepository(String place) {
        try {
            Path directory = Path.of(place);
            return !place.isEmpty()
                    && (Files.isDirectory(directory.resolve("repo/packages"))
                            || (Files.isDirectory(directory.resolve("packages"))
                                    && !Files.exists(directory.resolve(SiteLayout.SITE_JSON))));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Side readRepository(Path repository, Indexes indexes) throws IOException {
        Problems problems = new Problems();
        TreeSet<String> olderRevisions = new TreeSet<>();
        UniverseReader reader = UniverseReader.open(repository, problems);
        // What may be published is check's to decide; here only what no cluster could take is refused.
        PackageLine line = new PackageLine(reader, dcosVersions, new Strictness(true));
        line.run(problems, olderRevisions, progress, (selection, apps) -> () -> indexes.add(selection));
        reader.checkUnchanged();
        if (problems.hasErrors()) {
            return new Side(
                    List.of(),
                    Optional.of(CheckResult.of(
                            reader.tree().root(), problems.sorted(), Baseline.NONE, false, olderRevisions)));
        }
        return new Side(indexes.summaries(), Optional.empty());
    }

    /** The indexes of one side as they come in. */
    private static final class Indexes implements SiteIndexes.Sink {
        private final SortedMap<DcosReleaseVersion, IndexSummary> byVersion = new TreeMap<>();

        @Override
        public void index(DcosReleaseVersion dcos) {
            byVersion.putIfAbsent(dcos, new IndexSummary(dcos));
        }

        @Override
        public void revision(DcosReleaseVersion dcos, JsonNode item) {
            summary(dcos).add(item);
        }

        void add(PackageSelection selection) {
            for (PackageSelection.Slice slice : selection.slices()) {
                for (IndexItem item : slice.items()) {
                    summary(slice.dcos()).add(item.tree(), item.json());
                }
            }
            for (PackageSelection.LegacySlice slice : selection.legacySlices()) {
                slice.revisions().forEach(legacy -> summary(slice.dcos()).add(item(legacy)));
            }
        }

        List<IndexSummary> summaries() {
            return List.copyOf(byVersion.values());
        }

        private IndexSummary summary(DcosReleaseVersion dcos) {
            return byVersion.computeIfAbsent(dcos, IndexSummary::new);
        }

        /** A revision of a zip as an element of an index: what reading it back from the zip gives. */
        private static ObjectNode item(LegacyRevision legacy) {
            ObjectNode item = Json.NODES.objectNode();
            item.setAll(legacy.packageJson());
            item.set(
                    "releaseVersion",
                    new SpelledNumber(Long.toString(legacy.revision().releaseVersion())));
            if (!legacy.resource().isEmpty()) {
                item.set("resource", legacy.resource());
            }
            legacy.revision().template().ifPresent(template -> item.putObject("marathon")
                    .put("v2AppMustacheTemplate", Base64.getEncoder().encodeToString(template.bytes())));
            add(item, "config", legacy.revision().config());
            add(item, "command", legacy.revision().command());
            return item;
        }

        private static void add(ObjectNode item, String key, Optional<RevisionPart> part) {
            part.filter(some -> !some.isEmpty()).ifPresent(some -> item.set(key, some.tree()));
        }
    }
}
