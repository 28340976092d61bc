package io.github.orrery.render;

import io.github.orrery.model.PackageName;
import io.github.orrery.model.PublishedRevisions;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.render.view.ChangeView;
import io.github.orrery.render.view.ChangesView;
import io.github.orrery.render.view.LinkView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What differs between the packages of a site and what was published before: packages and revisions, by number. */
final class ChangeViews {
    private static final int LONGEST = 100;

    private ChangeViews() {}

    static ChangesView since(PublishedRevisions previous, List<CatalogueRow> rows) {
        SortedMap<String, ChangeView> changes = new TreeMap<>();
        SortedMap<String, SortedMap<Long, String>> before = new TreeMap<>(previous.versions());
        for (CatalogueRow row : rows) {
            ChangeView change = change(row, previous.of(row.name()));
            if (!change.revisions().isEmpty() || !change.gone().isEmpty()) {
                changes.put(row.name(), change);
            }
            before.remove(row.name());
        }
        before.forEach((name, revisions) -> changes.put(
                name, new ChangeView(VisibleText.line(name, LONGEST), null, false, List.of(), newestFirst(revisions))));
        return new ChangesView(List.copyOf(changes.values()));
    }

    private static ChangeView change(CatalogueRow row, SortedMap<Long, String> before) {
        PackageName name = new PackageName(row.name());
        SortedMap<Long, String> gone = new TreeMap<>(before);
        List<CatalogueRow.Update> added = new ArrayList<>();
        for (CatalogueRow.Update update : row.updates()) {
            String version = before.get(update.releaseVersion());
            if (version != null && shown(version).equals(update.version())) {
                gone.remove(update.releaseVersion());
            } else {
                added.add(update);
            }
        }
        List<LinkView> revisions = added.stream()
                .sorted(Comparator.comparingLong(CatalogueRow.Update::releaseVersion)
                        .reversed())
                .map(update -> new LinkView(update.version(), SiteLayout.revisionPage(name, update.releaseVersion())))
                .toList();
        return new ChangeView(row.name(), SiteLayout.packagePage(name), before.isEmpty(), revisions, newestFirst(gone));
    }

    private static List<String> newestFirst(SortedMap<Long, String> revisions) {
        return revisions.entrySet().stream()
                .sorted(Map.Entry.<Long, String>comparingByKey().reversed())
                .map(revision -> shown(revision.getValue()))
                .toList();
    }

    private static String shown(String version) {
        return VisibleText.line(version, LONGEST);
    }
}
