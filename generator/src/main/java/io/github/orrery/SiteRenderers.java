package io.github.orrery;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.check.Rule;
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
import io.github.orrery.render.Templates;
import io.github.orrery.render.ZipRenderer;
import io.github.orrery.render.host.HostFiles;
import io.github.orrery.select.IndexSelector;
import io.github.orrery.site.Family;
import io.github.orrery.site.SiteOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The renderers of all families that a build is asked for. They are made while the first packages are read already;
 * who needs them waits.
 */
final class SiteRenderers {
    private static final String TITLE = "DC/OS Universe";

    private final BuildOptions options;
    private final UniverseReader reader;
    private final Problems lasting = new Problems();
    private Problems problems = new Problems();
    private final CompletableFuture<List<Renderer>> renderers;

    private SiteRenderers(BuildOptions options, UniverseReader reader, @Nullable SiteOutput output) {
        this.options = options;
        this.reader = reader;
        this.renderers = CompletableFuture.supplyAsync(() -> make(output));
    }

    /** For one site, which is begun. */
    static SiteRenderers of(BuildOptions options, UniverseReader reader, SiteOutput output) {
        return new SiteRenderers(options, reader, output);
    }

    /** For any number of sites, one after another. */
    static SiteRenderers ofSeveral(BuildOptions options, UniverseReader reader) {
        return new SiteRenderers(options, reader, null);
    }

    /** Begins the next site. */
    void begin(SiteOutput output) throws IOException {
        begin(made(), output);
    }

    /**
     * Makes what is made of one package; called by several threads at once.
     *
     * @param output takes the package's own files
     */
    PackageLine.Joining render(PackageSelection selection, AppRenderer apps, SiteOutput output) throws IOException {
        List<Renderer.Part> parts = new ArrayList<>();
        for (Renderer renderer : made()) {
            parts.add(renderer.render(selection, apps, output));
        }
        return () -> {
            for (Renderer.Part part : parts) {
                part.join();
            }
        };
    }

    /** Ends all files that join packages. */
    void finish() throws IOException {
        try {
            made().parallelStream().forEach(SiteRenderers::finish);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What is wrong with the user's files below {@code meta/} and with the user's templates. */
    List<Problem> problems() throws IOException {
        made();
        Problems all = new Problems();
        all.addAll(lasting.sorted());
        all.addAll(problems.sorted());
        return all.sorted();
    }

    /** Waits until nothing is made any more, also where that failed. */
    void settle() {
        renderers.handle((made, failure) -> made).join();
    }

    private static void finish(Renderer renderer) {
        try {
            renderer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Renderer> made() throws IOException {
        try {
            return renderers.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failure) {
                throw failure.getCause();
            }
            throw e;
        }
    }

    private List<Renderer> make(@Nullable SiteOutput output) {
        try {
            List<Renderer> made = makeAll();
            if (output != null) {
                begin(made, output);
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Renderer> makeAll() throws IOException {
        List<Renderer> made = new ArrayList<>();
        made.add(new IndexRenderer(readers(false), options.without()));
        if (isWanted(Family.ZIPS) || isWanted(Family.ARCHIVES)) {
            made.add(new ZipRenderer(
                    isWanted(Family.ZIPS) ? readers(true) : List.of(),
                    Schemas.ofPackagesZip(),
                    isWanted(Family.ARCHIVES)));
        }
        if (isWanted(Family.ARCHIVES)) {
            made.add(new ArchiveRenderer(reader.metaFiles(lasting), timestamp()));
        }
        if (isWanted(Family.LEGACY)) {
            made.add(new LegacyRenderer(reader.tree().format(), reader.tree().version(), isWanted(Family.GZIP)));
        }
        if (isWanted(Family.CATALOGUE)) {
            made.add(catalogue());
        }
        return made;
    }

    private void begin(List<Renderer> made, SiteOutput output) throws IOException {
        problems = new Problems();
        for (Renderer renderer : made) {
            renderer.begin(output);
        }
        if (isWanted(Family.SCHEMAS)) {
            Schemas.put(output, isWanted(Family.GZIP));
        }
        if (isWanted(Family.HOSTS)) {
            HostFiles.put(output, readers(false), readers(true), options.without(), options.baseUrl());
        }
    }

    private Renderer catalogue() throws IOException {
        Path own = options.templates();
        return new CatalogueRenderer(
                own == null ? Templates.bundled() : Templates.withOverrides(own),
                new CatalogueOptions(TITLE, baseUrl(), options.dcosVersions(), options.without()),
                fault -> problems.add(templateProblem(own, fault)));
    }

    private @Nullable String baseUrl() {
        URI url = options.baseUrl();
        return url == null ? null : url + (url.toString().endsWith("/") ? "" : "/");
    }

    private static Problem templateProblem(@Nullable Path own, PageFault fault) {
        String file = own == null
                ? fault.template()
                : own.resolve(fault.template()).toAbsolutePath().normalize().toString();
        return Problem.error(
                Rule.PAGE_TEMPLATE.id(), new Location(file, fault.line(), fault.column(), ""), fault.message());
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
    private long timestamp() {
        String given = System.getenv("SOURCE_DATE_EPOCH");
        return given != null && given.matches("[0-9]{1,11}") ? Long.parseLong(given) : reader.newestUpdate();
    }
}
