package io.github.orrery.render;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PackageName;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.render.view.BadgeView;
import io.github.orrery.render.view.CardView;
import io.github.orrery.render.view.HomeView;
import io.github.orrery.render.view.LinkView;
import io.github.orrery.render.view.NotFoundView;
import io.github.orrery.render.view.PageFrame;
import io.github.orrery.render.view.RepositoryView;
import io.github.orrery.site.Family;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The views of the start page and the list, from the rows of all packages. */
final class HomeViews {
    private static final int NEWEST = 20;

    /** A longer list is split by letter. */
    private static final int LONGEST_LIST = 1000;

    private static final String EXAMPLE = "https://universe.example.com/";

    private final CatalogueOptions options;
    private final CatalogueFrames frames;
    private final List<CatalogueRow> rows;
    private final SortedSet<String> letters = new TreeSet<>();

    HomeViews(List<CatalogueRow> rows, CatalogueOptions options, CatalogueFrames frames) {
        this.rows =
                rows.stream().sorted(Comparator.comparing(CatalogueRow::name)).toList();
        this.rows.forEach(row -> letters.add(letter(row)));
        this.options = options;
        this.frames = frames;
    }

    /** All rows, by name. */
    List<CatalogueRow> rows() {
        return rows;
    }

    /** Whether the list is so long that each letter has a page of its own. */
    boolean isSplit() {
        return rows.size() > LONGEST_LIST;
    }

    /** The letters and digits that begin a name, each upper-case. */
    SortedSet<String> letters() {
        return Collections.unmodifiableSortedSet(letters);
    }

    /** The whole list; where it is split, its first letter. */
    HomeView list() {
        PageFrame frame = listFrame(
                SiteLayout.PACKAGES_HTML,
                "Packages",
                "All " + rows.size() + " packages: what they are, what they need, and which clusters see them.");
        return view(frame, isSplit() ? letters.first() : null, false);
    }

    /** The part of a split list that begins with a letter. */
    HomeView part(String letter) {
        PageFrame frame = listFrame(
                SiteLayout.letterPage(letter),
                "Packages: " + letter,
                "The packages whose names begin with " + letter + ", of " + rows.size() + ".");
        return view(frame, letter, true);
    }

    HomeView start() {
        return view(frames.top(
                SiteLayout.INDEX_HTML,
                options.title(),
                "A DC/OS package repository of " + rows.size() + " packages: browse it, or add it to a cluster.",
                frames.listScript()));
    }

    HomeView use() {
        return view(frames.top(
                SiteLayout.USE,
                "Use this repository",
                "How clusters of each DC/OS version use this repository, also without internet."));
    }

    NotFoundView notFound() {
        return new NotFoundView(frames.anywhere("Not found", frames.listScript()), rows.size());
    }

    private PageFrame listFrame(String page, String title, String description) {
        return isSplit()
                ? frames.top(
                        page, title, description, SiteLayout.SEARCH_INDEX, frames.cardsScript(), frames.listScript())
                : frames.top(page, title, description, SiteLayout.SEARCH_INDEX, frames.listScript());
    }

    private static String letter(CatalogueRow row) {
        return row.name().substring(0, 1).toUpperCase(Locale.ROOT);
    }

    private HomeView view(PageFrame frame) {
        return view(frame, null, false);
    }

    private HomeView view(PageFrame frame, @Nullable String letter, boolean part) {
        int revisions = rows.stream().mapToInt(CatalogueRow::revisions).sum();
        List<CardView> cards = rows.stream()
                .filter(row -> letter == null || letter(row).equals(letter))
                .map(row -> card(row, SiteLayout.card(row.name())))
                .toList();
        List<CatalogueRow> updated = rows.stream()
                .filter(row -> row.lastUpdated() != null && row.hidden() == null)
                .sorted(Comparator.comparing(HomeViews::updated).reversed().thenComparing(CatalogueRow::name))
                .toList();
        return new HomeView(
                frame,
                rows.size(),
                revisions,
                updated.isEmpty() ? null : PackageText.date(updated.get(0).lastUpdated()),
                letterLinks(),
                letter,
                part,
                cards,
                updated.stream().limit(NEWEST).map(row -> card(row, null)).toList(),
                AroundViews.largestTags(rows),
                repositories(),
                downloads(),
                SiteLayout.NEW,
                options.has(Family.FEEDS) ? SiteLayout.FEED : null,
                SiteLayout.SITE_JSON,
                SiteLayout.SHA256SUMS,
                options.has(Family.HOSTS) ? SiteLayout.NGINX_CONF : null,
                SiteLayout.API,
                options.baseUrl() == null);
    }

    private List<LinkView> letterLinks() {
        Map<String, LinkView> links = new TreeMap<>();
        for (CatalogueRow row : rows) {
            String letter = letter(row);
            String href = isSplit()
                    ? SiteLayout.letterPage(letter)
                    : SiteLayout.PACKAGES_HTML + "#" + SiteLayout.card(row.name());
            links.putIfAbsent(letter, new LinkView(letter, href));
        }
        return List.copyOf(links.values());
    }

    private static long updated(CatalogueRow row) {
        Long seconds = row.lastUpdated();
        return seconds == null ? 0 : seconds;
    }

    private static CardView card(CatalogueRow row, @Nullable String id) {
        List<BadgeView> badges = new ArrayList<>();
        if (row.selected()) {
            badges.add(new BadgeView("selected", "good"));
        }
        if (row.framework()) {
            badges.add(new BadgeView("framework", "plain"));
        }
        if (row.cliOnly()) {
            badges.add(new BadgeView("CLI only", "plain"));
        }
        if (row.knownIssues()) {
            badges.add(new BadgeView("known issues", "warn"));
        }
        if (row.deprecated()) {
            badges.add(new BadgeView("deprecated", "warn"));
        }
        if (row.newestHidden()) {
            badges.add(new BadgeView("newest withdrawn", "warn"));
        }
        return new CardView(
                id,
                row.name(),
                SiteLayout.packagePage(new PackageName(row.name())),
                row.version(),
                row.icon(),
                row.summary(),
                row.tags(),
                row.minDcos(),
                badges,
                PackageText.date(row.lastUpdated()),
                row.hidden(),
                row.hidden() != null || row.deprecated());
    }

    private List<RepositoryView> repositories() {
        String host = options.baseUrl() == null ? EXAMPLE : options.baseUrl();
        List<RepositoryView> lines = new ArrayList<>();
        for (DcosReleaseVersion dcos : options.dcosVersions()) {
            boolean zip = dcos.readsZip();
            if (!options.has(zip ? Family.ZIPS : Family.INDEXES)) {
                continue;
            }
            String index = SiteLayout.index(dcos);
            String version = dcos.toString();
            lines.add(
                    0,
                    new RepositoryView(
                            version, "dcos package repo add --index=0 Universe " + host + index, index, index, (int)
                                    rows.stream()
                                            .filter(row -> row.seenBy().contains(version))
                                            .count()));
        }
        return lines;
    }

    private List<LinkView> downloads() {
        List<String> downloads = new ArrayList<>();
        if (options.has(Family.INDEXES)) {
            downloads.add(SiteLayout.UNIVERSE);
        }
        if (options.has(Family.ARCHIVES)) {
            downloads.add(SiteLayout.PACKAGES_TGZ);
            downloads.add(SiteLayout.PACKAGES_ZIP);
        }
        downloads.add(SiteLayout.SITE_JSON);
        downloads.add(SiteLayout.SHA256SUMS);
        return downloads.stream().map(file -> new LinkView(file, file)).toList();
    }
}
