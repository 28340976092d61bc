package io.github.orrery;

import io.github.orrery.BuildResult.ClusterIndex;
import io.github.orrery.BuildResult.FamilySize;
import io.github.orrery.app.AppRenderer;
import io.github.orrery.check.Strictness;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.read.UniverseReader;
import io.github.orrery.render.ArchiveRenderer;
import io.github.orrery.render.CatalogueOptions;
import io.github.orrery.render.CatalogueRenderer;
import io.github.orrery.render.IndexRenderer;
import io.github.orrery.render.LegacyRenderer;
import io.github.orrery.render.PageFault;
import io.github.orrery.render.Renderer;
import io.github.orrery.render.Schemas;
import io.github.orrery.render.SiteLayout;
import io.github.orrery.render.Templates;
import io.github.orrery.render.ZipRenderer;
import io.github.orrery.render.host.HostFiles;
import io.github.orrery.select.IndexSelector;
import io.github.orrery.site.Family;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import io.github.orrery.write.OutputRefusedException;
import io.github.orrery.write.SiteWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline: read, check, select, render, write. A package goes through it by itself, in parallel with others; what
 * joins packages is then joined in name order.
 */
public final class SiteBuild {
    private static final String TITLE = "Universe";

    private final BuildOptions options;
    private final Progress progress;
    private final Problems problems = new Problems();
    private final TreeSet<String> olderRevisions = new TreeSet<>();

    private SiteBuild(BuildOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
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
        UniverseReader reader = UniverseReader.open(options.repo(), problems);
        PackageLine line = new PackageLine(reader, options.dcosVersions(), new Strictness(options.allowNonAscii()));
        try (SiteWriter writer = SiteWriter.open(options.out(), this::waitingFor)) {
            List<Renderer> renderers = renderers(reader, writer);
            line.run(problems, olderRevisions, progress, (selection, apps) -> render(renderers, selection, apps));
            reader.checkUnchanged();
            CheckResult checked =
                    CheckResult.of(reader.tree().root(), problems.sorted(), baseline, options.strict(), olderRevisions);
            if (checked.hasErrors()) {
                return BuildResult.notWritten(checked);
            }
            for (Renderer renderer : renderers) {
                renderer.finish();
            }
            if (problems.hasErrors()) {
                return BuildResult.notWritten(CheckResult.of(
                        reader.tree().root(), problems.sorted(), baseline, options.strict(), olderRevisions));
            }
            List<FamilySize> sizes = sizes(writer);
            progress.at("writing", 0, 0);
            writer.commit();
            return new BuildResult(checked, true, sizes, clusterIndexes());
        }
    }

    private static PackageLine.Joining render(List<Renderer> renderers, PackageSelection selection, AppRenderer apps)
            throws IOException {
        List<Renderer.Part> parts = new ArrayList<>(renderers.size());
        for (Renderer renderer : renderers) {
            parts.add(renderer.render(selection, apps));
        }
        return () -> {
            for (Renderer.Part part : parts) {
                part.join();
            }
        };
    }

    private List<Renderer> renderers(UniverseReader reader, SiteOutput output) throws IOException {
        List<Renderer> renderers = new ArrayList<>();
        boolean gzip = isWanted(Family.GZIP);
        renderers.add(new IndexRenderer(output, readers(false), options.without()));
        if (isWanted(Family.ZIPS) || isWanted(Family.ARCHIVES)) {
            renderers.add(new ZipRenderer(
                    output,
                    isWanted(Family.ZIPS) ? readers(true) : List.of(),
                    Schemas.ofPackagesZip(),
                    isWanted(Family.ARCHIVES)));
        }
        if (isWanted(Family.ARCHIVES)) {
            renderers.add(new ArchiveRenderer(output, reader.metaFiles(problems), timestamp(reader)));
        }
        if (isWanted(Family.LEGACY)) {
            renderers.add(new LegacyRenderer(
                    output, reader.tree().format(), reader.tree().version(), gzip));
        }
        if (isWanted(Family.SCHEMAS)) {
            Schemas.put(output, gzip);
        }
        if (isWanted(Family.CATALOGUE)) {
            Path own = options.templates();
            renderers.add(new CatalogueRenderer(
                    output,
                    own == null ? Templates.bundled() : Templates.withOverrides(own),
                    new CatalogueOptions(TITLE, baseUrl(), options.dcosVersions(), options.without()),
                    fault -> problems.add(templateProblem(own, fault))));
        }
        if (isWanted(Family.HOSTS)) {
            HostFiles.put(output, readers(false), readers(true), options.without(), options.baseUrl());
        }
        return renderers;
    }

    private @Nullable String baseUrl() {
        URI url = options.baseUrl();
        return url == null ? null : url + (url.toString().endsWith("/") ? "" : "/");
    }

    private static Problem templateProblem(@Nullable Path own, PageFault fault) {
        String file = own == null
                ? fault.template()
                : own.resolve(fault.template()).toAbsolutePath().normalize().toString();
        return Problem.error("page-template", new Location(file, fault.line(), fault.column(), ""), fault.message());
    }

    private boolean isWanted(Family family) {
        return !options.without().contains(family);
    }

    private List<DcosReleaseVersion> readers(boolean ofZip) {
        return options.dcosVersions().stream()
                .filter(dcos -> IndexSelector.readsZip(dcos) == ofZip)
                .toList();
    }

    /** The one time that reaches a site (interface.md, A built site). */
    private static long timestamp(UniverseReader reader) {
        String given = System.getenv("SOURCE_DATE_EPOCH");
        return given != null && given.matches("[0-9]{1,11}") ? Long.parseLong(given) : reader.newestUpdate();
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
            boolean zip = IndexSelector.readsZip(dcos);
            if (isWanted(zip ? Family.ZIPS : Family.INDEXES)) {
                indexes.add(new ClusterIndex(dcos, zip ? SiteLayout.zip(dcos) : SiteLayout.index(dcos)));
            }
        }
        return indexes;
    }
}
