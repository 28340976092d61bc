package io.github.orrery;

import io.github.orrery.BuildResult.ClusterIndex;
import io.github.orrery.BuildResult.FamilySize;
import io.github.orrery.check.Checks;
import io.github.orrery.check.Strictness;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.problem.Problems;
import io.github.orrery.read.UniverseReader;
import io.github.orrery.site.Family;
import io.github.orrery.site.SiteFile;
import io.github.orrery.write.OutputRefusedException;
import io.github.orrery.write.SiteWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The pipeline: read, check, select, render, write. A package goes through it by itself, in parallel with others; what
 * joins packages is then joined in name order.
 */
public final class SiteBuild {

    private final BuildOptions options;
    private final Progress progress;
    private final Problems problems = new Problems();
    private final TreeSet<String> olderRevisions = new TreeSet<>();

    private SiteBuild(BuildOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Loads in the background what every build needs, while the command line is still being read. */
    public static void prepare() {
        // A failure is told by whoever needs what could not be loaded.
        CompletableFuture.runAsync(Checks::prepare).exceptionally(failure -> null);
    }

    /**
     * Builds a site. With an error in the repository nothing is written and the old site stays.
     *
     * @throws OutputRefusedException where the output directory holds what Orrery did not make
     * @throws IOException where the world fails: the disk, another build that does not end, a repository that changes
     */
    public static BuildResult run(BuildOptions options, Baseline baseline, Progress progress)
            throws IOException, OutputRefusedException {
        return new SiteBuild(options, progress).run(baseline);
    }

    private BuildResult run(Baseline baseline) throws IOException, OutputRefusedException {
        CompletableFuture<UniverseReader> opening = CompletableFuture.supplyAsync(this::open);
        try (SiteWriter writer = SiteWriter.open(options.out(), this::waitingFor)) {
            UniverseReader reader = opened(opening);
            PackageLine line = new PackageLine(reader, options.dcosVersions(), new Strictness(options.allowNonAscii()));
            SiteRenderers renderers = SiteRenderers.of(options, reader, writer);
            try {
                line.run(
                        problems,
                        olderRevisions,
                        progress,
                        (selection, apps) -> renderers.render(selection, apps, writer));
                problems.addAll(renderers.problems());
                reader.checkUnchanged();
                CheckResult sofar = checked(reader, baseline);
                if (sofar.hasErrors()) {
                    return BuildResult.notWritten(sofar);
                }
                renderers.finish(sofar);
            } finally {
                renderers.settle();
            }
            problems.addAll(renderers.problems());
            CheckResult checked = checked(reader, baseline);
            if (checked.hasErrors()) {
                return BuildResult.notWritten(checked);
            }
            List<FamilySize> sizes = sizes(writer);
            progress.at("writing", 0, 0);
            writer.commit();
            return new BuildResult(checked, true, sizes, clusterIndexes());
        }
    }

    private UniverseReader open() {
        try {
            return UniverseReader.open(options.repo(), problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UniverseReader opened(CompletableFuture<UniverseReader> opening) throws IOException {
        try {
            return opening.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failure) {
                throw failure.getCause();
            }
            throw e;
        }
    }

    private CheckResult checked(UniverseReader reader, Baseline baseline) {
        return CheckResult.of(reader.tree().root(), problems.sorted(), baseline, options.strict(), olderRevisions);
    }

    private boolean isWanted(Family family) {
        return !options.without().contains(family);
    }

    private void waitingFor(String holder) {
        progress.at("waiting for another build (" + holder + ")", 0, 0);
    }

    private List<FamilySize> sizes(SiteWriter writer) {
        Map<Family, FamilySize> sizes = new EnumMap<>(Family.class);
        for (SiteFile file : writer.files()) {
            Family family = file.path().value().endsWith(".gz") ? Family.GZIP : file.family();
            sizes.merge(
                    family,
                    new FamilySize(family, 1, writer.size(file)),
                    (a, b) -> new FamilySize(family, a.files() + b.files(), a.bytes() + b.bytes()));
        }
        return List.copyOf(sizes.values());
    }

    private List<ClusterIndex> clusterIndexes() {
        List<ClusterIndex> indexes = new ArrayList<>();
        for (DcosReleaseVersion dcos : options.dcosVersions()) {
            boolean zip = dcos.readsZip();
            if (isWanted(zip ? Family.ZIPS : Family.INDEXES)) {
                indexes.add(new ClusterIndex(dcos, SiteLayout.index(dcos)));
            }
        }
        return indexes;
    }
}
