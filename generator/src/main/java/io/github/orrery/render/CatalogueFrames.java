package io.github.orrery.render;

import freemarker.core.TemplateHTMLOutputModel;
import io.github.orrery.model.PackageName;
import io.github.orrery.model.Revision;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.publication.Sha256;
import io.github.orrery.render.view.CompareView;
import io.github.orrery.render.view.LinkView;
import io.github.orrery.render.view.PageFrame;
import io.github.orrery.site.Family;
import io.github.orrery.site.Image;
import io.github.orrery.site.ImageType;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What stands around the pages, and the files it needs, whose names change with their content. */
final class CatalogueFrames {
    private static final int HASH_DIGITS = 16;
    /** The parts of the form's script, in the order in which they need each other. */
    private static final List<String> FORM = List.of("json", "regexp", "schema", "template", "render", "view");

    private final String siteTitle;
    private final PageHead head;
    private final boolean feeds;
    private final SortedMap<String, byte[]> assets = new TreeMap<>();
    private final String stylesheet;
    private final String icon;
    private final String iconType;
    private final String images;
    private final String packageScript;
    private final String compareScript;
    private final String listScript;
    private final String cardsScript;
    private final String formScript;
    private final String themeScript;
    private final Place top;
    private final Place below;
    private final Place anywhere;

    /**
     * Where pages stand.
     *
     * @param up what leads from there to the site's root
     * @param navigation the pages that each leads to
     * @param more further ones
     */
    private record Place(String up, List<LinkView> navigation, List<LinkView> more) {
        static Place of(String up, boolean withFeed) {
            return new Place(up, CatalogueFrames.navigation(up), CatalogueFrames.more(up, withFeed));
        }
    }

    CatalogueFrames(Templates templates, CatalogueOptions options) {
        this.siteTitle = options.title();
        this.head = new PageHead(options);
        this.feeds = options.has(Family.FEEDS);
        this.top = Place.of("", feeds);
        this.below = Place.of(SiteLayout.up(), feeds);
        this.anywhere = Place.of(rootPath(options.baseUrl()), feeds);
        this.stylesheet = add("site", ".css", templates.asset("assets/site.css"));
        Image logo = options.logo();
        Image shown = logo == null ? new Image(ImageType.SVG, templates.asset("assets/icon.svg")) : logo;
        this.icon = add("icon", shown.type().extension(), shown.content());
        this.iconType = shown.type().mediaType();
        this.images = options.icons().outsideImages().directive();
        this.packageScript = add("package", ".js", templates.asset("assets/package.js"));
        this.compareScript = add("compare", ".js", templates.asset("assets/compare.js"));
        this.cardsScript = add("cards", ".js", templates.asset("assets/cards.js"));
        this.listScript = add("list", ".js", templates.asset("assets/list.js"));
        this.themeScript = add("theme", ".js", templates.asset("assets/theme.js"));
        this.formScript = add("form", ".js", joined(templates, FORM));
    }

    /** What pages load, by its path in the site. */
    SortedMap<String, byte[]> assets() {
        return Collections.unmodifiableSortedMap(assets);
    }

    /** The script of the list, which searches what {@link SiteLayout#SEARCH_INDEX} holds. */
    String listScript() {
        return listScript;
    }

    /** The script that makes the cards of a split list's other letters. */
    String cardsScript() {
        return cardsScript;
    }

    /** The frame of a page in the site's root: that page's path, and the paths of the scripts that it runs. */
    PageFrame top(String page, String title, String description, String... scripts) {
        return frame(top, title, description, head.of("", page, title, description, null), page, scripts);
    }

    /** The frame of a page that a host shows below any path: its links begin at the top of the host. */
    PageFrame anywhere(String title, String... scripts) {
        return frame(anywhere, title, "", Markdown.markup(""), null, scripts);
    }

    /** The frame of a package's page; scripts by their path in the site. */
    PageFrame ofPackage(Revision newest, String description, @Nullable String image, String... scripts) {
        return frame(
                below, newest.name().value(), description, head.ofPackage(newest, description, image), null, scripts);
    }

    /** The frame of a revision's page; scripts by their path in the site. */
    PageFrame ofRevision(
            Revision revision, String title, String description, @Nullable String image, String... scripts) {
        String page = SiteLayout.revisionPage(revision.name(), revision.releaseVersion());
        return frame(
                below, title, description, head.of(SiteLayout.up(), page, title, description, image), null, scripts);
    }

    /** Where a package's changes can be followed, and what other sites can show of it. */
    List<LinkView> forOthers(PackageName name) {
        return feeds
                ? List.of(
                        new LinkView("feed", SiteLayout.FEED),
                        new LinkView("badge", SiteLayout.up() + SiteLayout.badge(name)))
                : List.of();
    }

    /** What a package's page loads to compare its revisions. */
    CompareView compare() {
        return new CompareView(SiteLayout.up() + compareScript, formScript(), SiteLayout.PACKAGE_DATA);
    }

    /** What a package's pages run, by its path in the site. */
    String packageScript() {
        return packageScript;
    }

    private static String rootPath(@Nullable String baseUrl) {
        return baseUrl == null ? "/" : URI.create(baseUrl).getRawPath();
    }

    private PageFrame frame(
            Place place,
            String title,
            String description,
            TemplateHTMLOutputModel headOfPage,
            @Nullable String page,
            String... scripts) {
        String up = place.up();
        return new PageFrame(
                siteTitle,
                title,
                description,
                up + SiteLayout.INDEX_HTML,
                up + SiteLayout.PACKAGES_HTML,
                up + SiteLayout.USE,
                up + stylesheet,
                up + icon,
                iconType,
                images,
                up + themeScript,
                Arrays.stream(scripts).map(script -> up + script).toList(),
                place.navigation(),
                place.more(),
                page,
                headOfPage);
    }

    private static List<LinkView> navigation(String up) {
        return List.of(
                new LinkView("Packages", up + SiteLayout.PACKAGES_HTML),
                new LinkView("New", up + SiteLayout.NEW),
                new LinkView("Tags", up + SiteLayout.TAGS),
                new LinkView("Use it", up + SiteLayout.USE));
    }

    private static List<LinkView> more(String up, boolean withFeed) {
        List<LinkView> more = new ArrayList<>();
        more.add(new LinkView("Start page", up + SiteLayout.INDEX_HTML));
        more.add(new LinkView("Maintainers", up + SiteLayout.MAINTAINERS));
        more.add(new LinkView("By DC/OS version", up + SiteLayout.CLUSTERS));
        more.add(new LinkView("Health", up + SiteLayout.HEALTH));
        more.add(new LinkView("For programs", up + SiteLayout.API));
        if (withFeed) {
            more.add(new LinkView("Feed", up + SiteLayout.FEED));
        }
        return List.copyOf(more);
    }

    /** Where the form of a package's page has its script, for pages in a package's directory. */
    String formScript() {
        return SiteLayout.up() + formScript;
    }

    private static byte[] joined(Templates templates, List<String> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String part : parts) {
            all.writeBytes(templates.asset("assets/form/" + part + ".js"));
        }
        return all.toByteArray();
    }

    private String add(String name, String extension, byte[] content) {
        String path = SiteLayout.asset(name, hash(content), extension);
        assets.put(path, content);
        return path;
    }

    /** What makes the name of an asset change with its content. */
    static String hash(byte[] content) {
        return Sha256.of(content).substring(0, HASH_DIGITS);
    }
}
