package io.github.orrery.render;

import io.github.orrery.model.PackageName;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.render.view.ConcernView;
import io.github.orrery.render.view.HealthView;
import io.github.orrery.render.view.LinkView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** The view of the page that says how a repository is: what is missing, and what {@code check} warns of. */
final class HealthViews {
    private static final int MOST = 200;

    private final CatalogueFrames frames;
    private final List<CatalogueRow> rows;

    /** @param rows by name */
    HealthViews(List<CatalogueRow> rows, CatalogueFrames frames) {
        this.rows = rows;
        this.frames = frames;
    }

    HealthView health(List<Warned> warnings) {
        return new HealthView(
                frames.top(SiteLayout.HEALTH, "Repository health", "What packages of this repository leave to wish."),
                rows.size(),
                gaps(),
                warnings.stream().map(this::warning).toList());
    }

    private List<ConcernView> gaps() {
        List<ConcernView> gaps = new ArrayList<>();
        add(
                gaps,
                "licence",
                "No licence",
                "People cannot tell whether they may use it.",
                row -> flag(row.gaps().noLicence()));
        add(
                gaps,
                "icon",
                "No icon",
                "It has none, or only one of plain http, which pages do not load: a letter stands for it.",
                row -> flag(row.gaps().noIcon()));
        add(
                gaps,
                "http",
                "Plain http",
                "Links and files that anyone on the way can change. Prefer https.",
                row -> row.gaps().plainLinks());
        add(
                gaps,
                "options",
                "Options without a description",
                "Whoever installs it has to guess what they do.",
                row -> row.gaps().undescribed());
        add(
                gaps,
                "date",
                "No date",
                "It does not say when it changed last (lastUpdated), so it is missing from what is new.",
                row -> flag(row.lastUpdated() == null));
        add(gaps, "issues", "Known issues", "Its authors say so (hasKnownIssues).", row -> flag(row.knownIssues()));
        add(
                gaps,
                "withdrawn",
                "Withdrawn",
                "No cluster sees the newest revision: its minimum DC/OS version is beyond all of them.",
                row -> flag(row.hidden() != null || row.newestHidden()));
        return gaps;
    }

    private static int flag(boolean set) {
        return set ? 1 : 0;
    }

    private void add(
            List<ConcernView> gaps, String id, String title, String text, ToIntFunction<CatalogueRow> timesIn) {
        List<LinkView> links = new ArrayList<>();
        for (CatalogueRow row : rows) {
            int times = timesIn.applyAsInt(row);
            if (times > 0) {
                links.add(link(row.name(), times));
            }
        }
        if (!links.isEmpty()) {
            gaps.add(concern("gap-" + id, title, text, packages(links.size()), links));
        }
    }

    private ConcernView warning(Warned warned) {
        List<LinkView> links = new ArrayList<>();
        warned.newest().forEach((name, times) -> links.add(link(name, times)));
        List<String> counts = new ArrayList<>();
        if (!links.isEmpty()) {
            counts.add(packages(links.size()));
        }
        if (warned.older() > 0) {
            counts.add(warned.older() + (links.isEmpty() ? "" : " more") + " in older revisions");
        }
        if (warned.outside() > 0) {
            counts.add(warned.outside() + " outside revisions");
        }
        return concern(
                "rule-" + warned.rule(),
                warned.rule(),
                warned.what() + " " + warned.mend(),
                String.join(", ", counts),
                links);
    }

    private static ConcernView concern(String id, String title, String text, String count, List<LinkView> links) {
        return new ConcernView(
                id,
                title,
                text,
                count,
                links.subList(0, Math.min(MOST, links.size())),
                Math.max(0, links.size() - MOST));
    }

    private static String packages(int n) {
        return n == 1 ? "1 package" : n + " packages";
    }

    private static LinkView link(String name, int times) {
        return new LinkView(
                times == 1 ? name : name + " (" + times + ")", SiteLayout.packagePage(new PackageName(name)));
    }
}
