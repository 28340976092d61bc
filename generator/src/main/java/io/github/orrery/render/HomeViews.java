package io.github.orrery.render;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PackageName;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.render.view.BadgeView;
import io.github.orrery.render.view.CardView;
import io.github.orrery.render.view.HomeView;
import io.github.orrery.render.view.LinkView;
import io.github.orrery.render.view.PageFrame;
import io.github.orrery.render.view.RepositoryView;
import io.github.orrery.site.Family;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The views of the start page and the list, from the rows of all packages. */
final class HomeViews {
    private static final int NEWEST = 20;
    private static final String EXAMPLE = "https://universe.example.com/";

    private final CatalogueOptions options;
    private final CatalogueFrames frames;
    private final List<CatalogueRow> rows;

    HomeViews(List<CatalogueRow> rows, CatalogueOptions options, CatalogueFrames frames) {
        this.rows =
                rows.stream().sorted(Comparator.comparing(CatalogueRow::name)).toList();
        this.options = options;
        this.frames = frames;
    }

    /** All rows, by name. */
    List<CatalogueRow> rows() {
        return rows;
    }

    HomeView list() {
        return view(frames.top(
                SiteLayout.PACKAGES_HTML,
                "Packages",
                "All " + rows.size() + " packages: what they are, what they need, and which clusters see them.",
                SiteLayout.SEARCH_INDEX,
                frames.listScript()));
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

    private HomeView view(PageFrame frame) {
        int revisions = rows.stream().mapToInt(CatalogueRow::revisions).sum();
        List<CardView> cards = new ArrayList<>();
        List<LinkView> letters = new ArrayList<>();
        String last = "";
        for (CatalogueRow row : rows) {
            String letter = row.name().substring(0, 1).toUpperCase(Locale.ROOT);
            if (!letter.equals(last)) {
                letters.add(new LinkView(letter, SiteLayout.PACKAGES_HTML + "#" + SiteLayout.card(row.name())));
            }
            last = letter;
            cards.add(card(row, SiteLayout.card(row.name())));
        }
        List<CatalogueRow> updated = rows.stream()
                .filter(row -> row.lastUpdated() != null && row.hidden() == null)
                .sorted(Comparator.comparing(HomeViews::updated).reversed().thenComparing(CatalogueRow::name))
                .toList();
        return new HomeView(
                frame,
                rows.size(),
                revisions,
                updated.isEmpty() ? null : PackageText.date(updated.get(0).lastUpdated()),
                letters,
                cards,
                updated.stream().limit(NEWEST).map(row -> card(row, null)).toList(),
                AroundViews.largestTags(rows),
                repositories(),
                downloads(),
                SiteLayout.NEW,
                SiteLayout.SITE_JSON,
                SiteLayout.SHA256SUMS,
                options.has(Family.HOSTS) ? SiteLayout.NGINX_CONF : null,
                SiteLayout.API,
                options.baseUrl() == null);
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
                row.hidden());
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
