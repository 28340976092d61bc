package io.github.orrery.render;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.PackageName;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.Revision;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.site.Family;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the catalogue for programs: an Atom feed of the repository and of each package, a badge for each
 * package, and, where it is known where the site will live, a sitemap and a description of its search, which must name
 * it.
 */
public final class FeedRenderer implements Renderer {
    private static final int MOST_IN_FEED = 50;

    private record SitePage(String path, @Nullable Long lastUpdated) {}

    private final CatalogueOptions options;
    private final TreeSet<FeedEntry> newest = new TreeSet<>();
    private final List<SitePage> packagePages = new ArrayList<>();
    private final List<SitePage> revisionPages = new ArrayList<>();
    private @Nullable SiteOutput output;

    public FeedRenderer(CatalogueOptions options) {
        this.options = options;
    }

    @Override
    public void begin(SiteOutput begun) {
        output = begun;
        newest.clear();
        packagePages.clear();
        revisionPages.clear();
    }

    @Override
    public Part render(PackageSelection selection, AppRenderer apps, SiteOutput own) throws IOException {
        PackageName name = selection.universePackage().name();
        Sight sight = new Sight(selection, options);
        List<Revision> revisions = selection.universePackage().revisions();
        TreeSet<FeedEntry> entries = new TreeSet<>();
        List<SitePage> pages = new ArrayList<>();
        for (Revision revision : revisions) {
            Long lastUpdated = PackageText.lastUpdated(revision);
            pages.add(new SitePage(SiteLayout.revisionPage(name, revision.releaseVersion()), lastUpdated));
            if (lastUpdated != null) {
                entries.add(FeedEntry.of(revision, lastUpdated, sight.hidden(revision), options));
                keepNewest(entries);
            }
        }
        AtomFeed feed =
                new AtomFeed(options, SiteLayout.packageFeed(name), name + " \u2013 " + options.title(), entries);
        put(own, SiteLayout.packageFeed(name), SiteFile.ATOM, feed::xml);
        Revision newestOfAll = selection.universePackage().newest();
        Revision shown = sight.isOfNone() ? newestOfAll : sight.newestSeen().orElse(null);
        put(
                own,
                SiteLayout.badge(name),
                SiteFile.SVG,
                () -> Badge.of(name.value(), shown == null ? "withdrawn" : PackageText.version(shown), shown != null));
        SitePage page = new SitePage(
                SiteLayout.packagePage(name), pages.get(pages.size() - 1).lastUpdated());
        return () -> {
            newest.addAll(entries);
            keepNewest(newest);
            packagePages.add(page);
            revisionPages.addAll(pages);
        };
    }

    @Override
    public void finish() throws IOException {
        SiteOutput to = Objects.requireNonNull(output, "the site was not begun");
        AtomFeed feed = new AtomFeed(options, SiteLayout.FEED, options.title(), new TreeSet<>(newest));
        put(to, SiteLayout.FEED, SiteFile.ATOM, feed::xml);
        String base = options.baseUrl();
        if (base == null || !options.has(Family.CATALOGUE)) {
            return;
        }
        Sitemap sitemap = new Sitemap(base);
        for (String page : List.of(
                SiteLayout.INDEX_HTML,
                SiteLayout.PACKAGES_HTML,
                SiteLayout.NEW,
                SiteLayout.TAGS,
                SiteLayout.MAINTAINERS,
                SiteLayout.USE,
                SiteLayout.CLUSTERS,
                SiteLayout.HEALTH,
                SiteLayout.API)) {
            sitemap.add(page, null);
        }
        for (List<SitePage> pages : List.of(packagePages, revisionPages)) {
            for (SitePage page : pages) {
                sitemap.add(page.path(), page.lastUpdated());
            }
        }
        put(to, SiteLayout.SITEMAP, SiteFile.XML, sitemap::xml);
        put(to, SiteLayout.OPENSEARCH, SiteFile.OPENSEARCH, () -> SearchDescription.of(options.title(), base));
    }

    private static void keepNewest(NavigableSet<FeedEntry> entries) {
        while (entries.size() > MOST_IN_FEED) {
            entries.pollLast();
        }
    }

    private static void put(SiteOutput to, String path, String mediaType, Supplier<String> content) throws IOException {
        SiteFile file = SiteFile.page(path, mediaType, Family.FEEDS);
        to.later(file, output -> output.put(file, content.get().getBytes(StandardCharsets.UTF_8)));
    }
}
