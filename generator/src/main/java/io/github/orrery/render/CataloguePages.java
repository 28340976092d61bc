package io.github.orrery.render;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.PackageName;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.Revision;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.render.view.RevisionView;
import io.github.orrery.site.Family;
import io.github.orrery.site.Image;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the HTML pages of a site: those of each package from that package alone, and the lists from a row of each.
 * Safe for several threads.
 *
 * <pre>{@code
 * CataloguePages catalogue = new CataloguePages(Templates.bundled(), options);
 * CataloguePages.OfPackage kafka = catalogue.packagePages(selection, new AppRenderer());
 * kafka.pages().get("packages/kafka/index.html").make();
 * catalogue.homePages(List.of(kafka.row(), ...), List.of());   // index.html, packages.html
 * }</pre>
 */
public final class CataloguePages {
    /** A page that is made when it is asked for. */
    public interface Page {
        /**
         * The page as UTF-8.
         *
         * @throws PageFault.Thrown where a template is broken, which is the user's
         */
        byte[] make();
    }

    /**
     * What is made of one package.
     *
     * @param pages by path in the site
     * @param icons those that the site serves itself, by path in the site
     * @param row what the lists need
     */
    public record OfPackage(SortedMap<String, Page> pages, SortedMap<String, Image> icons, CatalogueRow row) {}

    private final Templates templates;
    private final CatalogueOptions options;
    private final CatalogueFrames frames;

    public CataloguePages(Templates templates, CatalogueOptions options) {
        this.templates = templates;
        this.options = options;
        this.frames = new CatalogueFrames(templates, options);
    }

    /** Stylesheet and images of the pages, by path in the site; their names change with their content. */
    public SortedMap<String, byte[]> assets() {
        return frames.assets();
    }

    /**
     * The page of a package and one for each revision.
     *
     * @param apps renders the revisions of this package, and remembers what it rendered
     */
    public OfPackage packagePages(PackageSelection selection, AppRenderer apps) {
        List<Revision> revisions = selection.universePackage().revisions();
        PackageName name = selection.universePackage().name();
        Sight sight = new Sight(selection, options);
        PackageIcons icons = new PackageIcons(options.icons());
        icons.keep(revisions);
        CatalogueRow row = CatalogueRows.of(selection, sight, icons, options.previous() != null);
        Together together = new Together(
                out -> new RevisionViews(selection, sight, icons, frames, apps, new Fragments(templates, out)));
        SortedMap<String, Page> pages = new TreeMap<>();
        pages.put(SiteLayout.packagePage(name), () -> together.page(RevisionViews::packagePage));
        for (int i = 0; i < revisions.size(); i++) {
            int index = i;
            pages.put(
                    SiteLayout.revisionPage(name, revisions.get(i).releaseVersion()),
                    () -> together.page(views -> views.revisionPage(index)));
        }
        return new OfPackage(pages, icons.images(), row);
    }

    /**
     * The start page, the list, and what stands around them.
     *
     * @param warnings what {@code check} warns of, a rule each
     * @return pages, and what they load that changes with the packages, by path in the site
     */
    public SortedMap<String, Page> homePages(List<CatalogueRow> rows, List<Warned> warnings) {
        HomeViews views = new HomeViews(rows, options, frames);
        AroundViews around = new AroundViews(views.rows(), options, frames);
        HealthViews health = new HealthViews(views.rows(), frames);
        Map<String, Function<Utf8Writer, byte[]>> made = new TreeMap<>();
        made.put(SiteLayout.PACKAGES_HTML, out -> templates.render("packages.ftlh", views.list(), out));
        if (views.isSplit()) {
            views.letters()
                    .forEach(letter -> made.put(
                            SiteLayout.letterPage(letter),
                            out -> templates.render("packages.ftlh", views.part(letter), out)));
        }
        if (options.has(Family.HOSTS)) {
            made.put(SiteLayout.NOT_FOUND, out -> templates.render("not-found.ftlh", views.notFound(), out));
        }
        made.put(SiteLayout.INDEX_HTML, out -> templates.render("index.ftlh", views.start(), out));
        made.put(SiteLayout.NEW, out -> templates.render("new.ftlh", around.news(), out));
        made.put(SiteLayout.HEALTH, out -> templates.render("health.ftlh", health.health(warnings), out));
        made.put(SiteLayout.SEARCH_INDEX, out -> SearchIndex.of(views.rows(), options.dcosVersions(), views.isSplit()));
        made.put(SiteLayout.TAGS, out -> templates.render("groups.ftlh", around.tags(), out));
        made.put(SiteLayout.MAINTAINERS, out -> templates.render("groups.ftlh", around.maintainers(), out));
        made.put(SiteLayout.USE, out -> templates.render("use.ftlh", views.use(), out));
        ClusterViews clusters = new ClusterViews(views.rows(), frames);
        made.put(SiteLayout.CLUSTERS, out -> templates.render("clusters.ftlh", clusters.clusters(), out));
        made.put(SiteLayout.API, out -> templates.render("api.ftlh", around.files(), out));
        SortedMap<String, Page> pages = new TreeMap<>();
        made.forEach((path, page) -> pages.put(path, () -> page.apply(new Utf8Writer(32 * 1024))));
        return pages;
    }

    /** The pages of one package, which have much in common: they are made one at a time. */
    private final class Together {
        private final Function<Utf8Writer, RevisionViews> begin;
        private @Nullable Utf8Writer out;
        private @Nullable RevisionViews views;

        Together(Function<Utf8Writer, RevisionViews> begin) {
            this.begin = begin;
        }

        synchronized byte[] page(Function<RevisionViews, RevisionView> view) {
            Utf8Writer to = out;
            RevisionViews of = views;
            if (to == null || of == null) {
                to = new Utf8Writer(64 * 1024);
                of = begin.apply(to);
                out = to;
                views = of;
            }
            return templates.render("package.ftlh", view.apply(of), to);
        }
    }
}
