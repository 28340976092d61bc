package io.github.orrery.render;

import io.github.orrery.model.PackageName;
import io.github.orrery.model.PublishedRevisions;
import io.github.orrery.model.PublishedRevisions.Line;
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

/** What differs between the packages of a site and what was published before: revisions by number, and their content. */
final class ChangeViews {
    private static final int LONGEST = 100;

    private ChangeViews() {}

    static ChangesView since(PublishedRevisions previous, List<CatalogueRow> rows) {
        SortedMap<String, ChangeView> changes = new TreeMap<>();
        SortedMap<String, SortedMap<Long, Line>> before = new TreeMap<>(previous.revisions());
        for (CatalogueRow row : rows) {
            ChangeView change = change(row, previous.of(row.name()));
            if (!change.revisions().isEmpty()
                    || !change.edited().isEmpty()
                    || !change.gone().isEmpty()) {
                changes.put(row.name(), change);
            }
            before.remove(row.name());
        }
        before.forEach((name, revisions) -> changes.put(
                name,
                new ChangeView(
                        VisibleText.line(name, LONGEST), null, false, List.of(), List.of(), newestFirst(revisions))));
        return new ChangesView(List.copyOf(changes.values()));
    }

    private static ChangeView change(CatalogueRow row, SortedMap<Long, Line> before) {
        PackageName name = new PackageName(row.name());
        SortedMap<Long, Line> gone = new TreeMap<>(before);
        List<CatalogueRow.Update> added = new ArrayList<>();
        List<CatalogueRow.Update> edited = new ArrayList<>();
        for (CatalogueRow.Update update : row.updates()) {
            Line line = before.get(update.releaseVersion());
            if (line == null || !shown(line.version()).equals(update.version())) {
                added.add(update);
                continue;
            }
            gone.remove(update.releaseVersion());
            if (!line.digest().equals(update.digest())) {
                edited.add(update);
            }
        }
        return new ChangeView(
                row.name(),
                SiteLayout.packagePage(name),
                before.isEmpty(),
                links(name, added),
                links(name, edited),
                newestFirst(gone));
    }

    private static List<LinkView> links(PackageName name, List<CatalogueRow.Update> updates) {
        return updates.stream()
                .sorted(Comparator.comparingLong(CatalogueRow.Update::releaseVersion)
                        .reversed())
                .map(update -> new LinkView(update.version(), SiteLayout.revisionPage(name, update.releaseVersion())))
                .toList();
    }

    private static List<String> newestFirst(SortedMap<Long, Line> revisions) {
        return revisions.entrySet().stream()
                .sorted(Map.Entry.<Long, Line>comparingByKey().reversed())
                .map(revision -> shown(revision.getValue().version()))
                .toList();
    }

    private static String shown(String version) {
        return VisibleText.line(version, LONGEST);
    }
}
