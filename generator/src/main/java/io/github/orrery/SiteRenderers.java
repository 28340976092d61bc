package io.github.orrery;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.check.Rule;
import io.github.orrery.icons.LocalIcons;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.read.UniverseReader;
import io.github.orrery.render.ArchiveRenderer;
import io.github.orrery.render.CatalogueOptions;
import io.github.orrery.render.CatalogueRenderer;
import io.github.orrery.render.FeedRenderer;
import io.github.orrery.render.IconSource;
import io.github.orrery.render.IndexRenderer;
import io.github.orrery.render.LegacyRenderer;
import io.github.orrery.render.Logo;
import io.github.orrery.render.PageFault;
import io.github.orrery.render.Renderer;
import io.github.orrery.render.Schemas;
import io.github.orrery.render.Templates;
import io.github.orrery.render.Warned;
import io.github.orrery.render.ZipRenderer;
import io.github.orrery.render.host.HostFiles;
import io.github.orrery.site.Cores;
import io.github.orrery.site.Family;
import io.github.orrery.site.Image;
import io.github.orrery.site.SideBySide;
import io.github.orrery.site.SiteOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The renderers of all families that a build is asked for. Each group is made by itself while the first packages are read
 * already; who needs it waits.
 */
final class SiteRenderers {
    /** What renderers have in common that a preview makes anew together. */
    enum Group {
        /** What clusters and tools read, but for the archives; and the host files. */
        DATA,
        /** Zips, and what bears the site's time: nothing else that is made depends on a package's every byte. */
        ARCHIVES,
        /** What templates make. */
        PAGES
    }

    private final BuildOptions options;
    private final UniverseReader reader;
    private final LongSupplier timestamp;
    private final Cores cores;
    private final Problems lasting = new Problems();
    private Problems problems = new Problems();
    private final @Nullable KeptIcons keptIcons;
    private final IconSource icons;
    private final Map<Group, CompletableFuture<List<Renderer>>> renderers = new EnumMap<>(Group.class);
    private volatile List<Warned> warnings = List.of();

    private SiteRenderers(
            BuildOptions options,
            UniverseReader reader,
            Set<Group> groups,
            LongSupplier timestamp,
            Cores cores,
            @Nullable SiteOutput output) {
        this.options = options;
        this.reader = reader;
        this.keptIcons = keptIcons(options.look().icons());
        this.icons = keptIcons == null ? IconSource.ELSEWHERE : keptIcons;
        this.timestamp = timestamp;
        this.cores = cores;
        for (Group group : groups) {
            renderers.put(group, CompletableFuture.supplyAsync(() -> make(group, output)));
        }
    }

    /** For one site, which is begun. */
    static SiteRenderers of(BuildOptions options, UniverseReader reader, SiteOutput output) {
        return new SiteRenderers(
                options, reader, EnumSet.allOf(Group.class), () -> timestamp(reader::newestUpdate), Cores.ONE, output);
    }

    /** A group of them for any number of sites, one after another, of the same time. */
    static SiteRenderers ofSeveral(BuildOptions options, UniverseReader reader, Group group, long timestamp) {
        return new SiteRenderers(options, reader, EnumSet.of(group), () -> timestamp, Cores.ALL, null);
    }

    /** Begins the next site. */
    void begin(SiteOutput output) throws IOException {
        problems = new Problems();
        for (Group group : renderers.keySet()) {
            begin(group, made(group), output);
        }
    }

    /**
     * Makes what is made of one package; called by several threads at once.
     *
     * @param output takes the package's own files
     */
    PackageLine.Joining render(PackageSelection selection, AppRenderer apps, SiteOutput output) throws IOException {
        // A package with many revisions holds up those after it.
        List<Renderer.Part> parts = SideBySide.work(made(), renderer -> renderer.render(selection, apps, output));
        List<Problem> ofIcons = keptIcons == null ? List.of() : keptIcons.take(selection.universePackage());
        return () -> {
            problems.addAll(ofIcons);
            for (Renderer.Part part : parts) {
                part.join();
            }
        };
    }

    /**
     * Ends all files that join packages.
     *
     * @param checked what the packages were found to be
     */
    void finish(CheckResult checked) throws IOException {
        warnings = Warnings.of(checked);
        finish();
    }

    /** Puts the files that join packages, of what was made of these; none of them has files of its own. */
    synchronized void join(List<KeptPackage.Fragment> fragments, SiteOutput output) throws IOException {
        begin(output);
        KeptPackage.make(fragments);
        for (KeptPackage.Fragment fragment : fragments) {
            fragment.join();
        }
        finish();
    }

    private void finish() throws IOException {
        SideBySide.work(made(), renderer -> {
            renderer.finish();
            return renderer;
        });
    }

    /**
     * What is wrong with the user's files below {@code meta/} and with the user's templates, and which icons could not be
     * had.
     */
    List<Problem> problems() throws IOException {
        made();
        Problems all = new Problems();
        all.addAll(lasting.sorted());
        all.addAll(problems.sorted());
        return all.sorted();
    }

    /** Waits until nothing is made any more, also where that failed. */
    void settle() {
        renderers.values().forEach(group -> group.handle((made, failure) -> made)
                .join());
    }

    private List<Renderer> made() throws IOException {
        List<Renderer> all = new ArrayList<>();
        for (Group group : renderers.keySet()) {
            all.addAll(made(group));
        }
        return all;
    }

    private List<Renderer> made(Group group) throws IOException {
        try {
            return Objects.requireNonNull(renderers.get(group)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failure) {
                throw failure.getCause();
            }
            throw e;
        }
    }

    private List<Renderer> make(Group group, @Nullable SiteOutput output) {
        try {
            List<Renderer> made =
                    switch (group) {
                        case DATA -> data();
                        case ARCHIVES -> archives();
                        case PAGES -> pages(look());
                    };
            if (output != null) {
                begin(group, made, output);
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Renderer> data() {
        List<Renderer> made = new ArrayList<>();
        made.add(new IndexRenderer(readers(false), options.without(), cores));
        if (isWanted(Family.LEGACY)) {
            made.add(new LegacyRenderer(reader.tree().format(), reader.tree().version(), isWanted(Family.GZIP)));
        }
        return made;
    }

    private List<Renderer> archives() throws IOException {
        List<Renderer> made = new ArrayList<>();
        if (isWanted(Family.ZIPS) || isWanted(Family.ARCHIVES)) {
            made.add(new ZipRenderer(
                    isWanted(Family.ZIPS) ? readers(true) : List.of(),
                    Schemas.ofPackagesZip(),
                    isWanted(Family.ARCHIVES)));
        }
        if (isWanted(Family.ARCHIVES)) {
            made.add(new ArchiveRenderer(reader.metaFiles(lasting), timestamp.getAsLong()));
        }
        return made;
    }

    private void begin(Group group, List<Renderer> made, SiteOutput output) throws IOException {
        for (Renderer renderer : made) {
            renderer.begin(output);
        }
        if (group == Group.DATA && isWanted(Family.SCHEMAS)) {
            Schemas.put(output, isWanted(Family.GZIP));
        }
        if (group == Group.DATA && isWanted(Family.HOSTS)) {
            HostFiles.put(
                    output, readers(false), readers(true), options.without(), options.baseUrl(), icons.outsideImages());
        }
    }

    private List<Renderer> pages(CatalogueOptions look) throws IOException {
        List<Renderer> made = new ArrayList<>();
        if (isWanted(Family.CATALOGUE)) {
            made.add(catalogue(look));
        }
        if (isWanted(Family.FEEDS)) {
            made.add(new FeedRenderer(look));
        }
        return made;
    }

    private Renderer catalogue(CatalogueOptions look) throws IOException {
        Path own = options.look().templates();
        return new CatalogueRenderer(
                own == null ? Templates.bundled() : Templates.withOverrides(own),
                look,
                () -> warnings,
                fault -> problems.add(problem(own, fault)));
    }

    private CatalogueOptions look() throws IOException {
        Path logo = options.look().logo();
        return new CatalogueOptions(
                options.look().title(),
                baseUrl(),
                options.dcosVersions(),
                options.without(),
                logo == null ? null : read(logo),
                icons,
                options.look().previous());
    }

    private static Image read(Path logo) throws IOException {
        try {
            return Logo.read(logo);
        } catch (IllegalArgumentException e) {
            throw new IOException(logo + " " + e.getMessage(), e);
        }
    }

    private static @Nullable KeptIcons keptIcons(BuildOptions.Icons icons) {
        Path directory = LocalIcons.usualDirectory(System.getenv(), System.getProperty("user.home", ""))
                .orElse(null);
        return switch (icons) {
            case ELSEWHERE -> null;
            case LOCAL -> new KeptIcons(LocalIcons.keptIn(directory));
            case LOCAL_AFRESH -> new KeptIcons(LocalIcons.afresh(directory));
        };
    }

    private @Nullable String baseUrl() {
        URI url = options.baseUrl();
        return url == null ? null : url + (url.toString().endsWith("/") ? "" : "/");
    }

    /** What is wrong with a template of the user's directory. */
    static Problem problem(@Nullable Path own, PageFault fault) {
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
                .filter(dcos -> dcos.readsZip() == ofZip)
                .toList();
    }

    /** The one time that reaches a site (interface.md, A built site). */
    static long timestamp(LongSupplier newestUpdate) {
        String given = System.getenv("SOURCE_DATE_EPOCH");
        return given != null && given.matches("[0-9]{1,11}") ? Long.parseLong(given) : newestUpdate.getAsLong();
    }
}
