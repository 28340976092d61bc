package io.github.orrery.render;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.Revision;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.site.Image;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes the HTML pages of a site: those of each package from that package alone, and the lists from a row of each.
 * Safe for several threads.
 *
 * <pre>{@code
 * CataloguePages catalogue = new CataloguePages(Templates.bundled(), options);
 * CataloguePages.OfPackage kafka = catalogue.packagePages(selection, new AppRenderer());
 * kafka.pages();   // packages/kafka/index.html, packages/kafka/revision-0.html, ...
 * catalogue.homePages(List.of(kafka.row(), ...), List.of()).pages();   // index.html, packages.html
 * }</pre>
 */
public final class CataloguePages {
    /**
     * The pages of one package.
     *
     * @param pages HTML as UTF-8, by path in the site
     * @param icons those that the site serves itself, by path in the site
     * @param row what the lists need
     * @param faults of templates; none where they are the program's own
     */
    public record OfPackage(
            SortedMap<String, byte[]> pages,
            SortedMap<String, Image> icons,
            CatalogueRow row,
            List<PageFault> faults) {}

    /**
     * The pages of the site's root, and what they load that changes with the packages.
     *
     * @param pages as UTF-8, by path in the site
     * @param faults of templates; none where they are the program's own
     */
    public record OfSite(SortedMap<String, byte[]> pages, List<PageFault> faults) {}

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
        Utf8Writer out = new Utf8Writer(64 * 1024);
        Sight sight = new Sight(selection, options);
        PackageIcons icons = new PackageIcons(options.icons());
        RevisionViews views = new RevisionViews(selection, sight, icons, frames, apps, new Fragments(templates, out));
        Sheets sheets = new Sheets();
        List<Revision> revisions = selection.universePackage().revisions();
        sheets.add(
                SiteLayout.packagePage(selection.universePackage().name()),
                () -> templates.render("package.ftlh", views.packagePage(), out));
        for (int i = 0; i < revisions.size(); i++) {
            int index = i;
            Revision revision = revisions.get(i);
            sheets.add(
                    SiteLayout.revisionPage(revision.name(), revision.releaseVersion()),
                    () -> templates.render("package.ftlh", views.revisionPage(index), out));
        }
        return new OfPackage(
                sheets.pages, icons.images(), CatalogueRows.of(selection, sight, icons), List.copyOf(sheets.faults));
    }

    /**
     * The start page, the list, and what stands around them.
     *
     * @param warnings what {@code check} warns of, a rule each
     */
    public OfSite homePages(List<CatalogueRow> rows, List<Warned> warnings) {
        HomeViews views = new HomeViews(rows, options, frames);
        AroundViews around = new AroundViews(views.rows(), options, frames);
        HealthViews health = new HealthViews(views.rows(), frames);
        Map<String, Function<Utf8Writer, byte[]>> pages = new LinkedHashMap<>();
        pages.put(SiteLayout.PACKAGES_HTML, out -> templates.render("packages.ftlh", views.list(), out));
        pages.put(SiteLayout.INDEX_HTML, out -> templates.render("index.ftlh", views.start(), out));
        pages.put(SiteLayout.NEW, out -> templates.render("new.ftlh", around.news(), out));
        pages.put(SiteLayout.HEALTH, out -> templates.render("health.ftlh", health.health(warnings), out));
        pages.put(SiteLayout.SEARCH_INDEX, out -> SearchIndex.of(views.rows(), options.dcosVersions()));
        pages.put(SiteLayout.TAGS, out -> templates.render("groups.ftlh", around.tags(), out));
        pages.put(SiteLayout.MAINTAINERS, out -> templates.render("groups.ftlh", around.maintainers(), out));
        pages.put(SiteLayout.USE, out -> templates.render("use.ftlh", views.use(), out));
        pages.put(SiteLayout.API, out -> templates.render("api.ftlh", around.files(), out));
        Sheets all = new Sheets();
        pages.entrySet().parallelStream()
                .map(page -> Sheets.of(page.getKey(), page.getValue()))
                .toList()
                .forEach(all::addAll);
        return new OfSite(all.pages, List.copyOf(all.faults));
    }

    /** Collects pages; one that a template fails to make is left out. */
    private static final class Sheets {
        private final SortedMap<String, byte[]> pages = new TreeMap<>();
        private final Set<PageFault> faults = new LinkedHashSet<>();

        /** One page, made by a writer of its own. */
        static Sheets of(String path, Function<Utf8Writer, byte[]> page) {
            Sheets one = new Sheets();
            one.add(path, () -> page.apply(new Utf8Writer(32 * 1024)));
            return one;
        }

        void addAll(Sheets others) {
            pages.putAll(others.pages);
            faults.addAll(others.faults);
        }

        void add(String path, Supplier<byte[]> page) {
            try {
                pages.put(path, page.get());
            } catch (PageFault.Thrown e) {
                faults.add(e.fault());
            }
        }
    }
}
