package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.Revision;
import io.github.orrery.publication.Sha256;
import io.github.orrery.render.view.IconView;
import java.util.ArrayList;
import java.util.List;

/** Takes from a package what the lists need to know of it. */
final class CatalogueRows {
    private static final int SUMMARY = 140;

    private CatalogueRows() {}

    /** @param compared whether revisions are compared with those of a site that was published before */
    static CatalogueRow of(PackageSelection selection, Sight sight, PackageIcons icons, boolean compared) {
        Revision newest = selection.universePackage().newest();
        JsonNode packageJson = newest.packageJson().tree();
        List<String> licences = new ArrayList<>();
        for (JsonNode licence : packageJson.path("licenses")) {
            String name = PackageText.line(licence.path("name"), 100);
            if (!name.isEmpty()) {
                licences.add(name);
            }
        }
        IconView icon = icons.top(newest);
        boolean packageSeen = sight.newestSeen().isPresent();
        return new CatalogueRow(
                newest.name().value(),
                PackageText.version(newest),
                newest.releaseVersion(),
                newest.packagingVersion().text(),
                icon,
                PackageText.summary(newest, SUMMARY),
                tags(newest),
                PackageText.minDcos(newest),
                PackageText.flag(newest, "framework"),
                PackageText.isCliOnly(newest),
                PackageText.flag(newest, "selected"),
                PackageText.flag(newest, "hasKnownIssues"),
                licences,
                PackageText.line(packageJson.path("maintainer"), 300),
                PackageText.lastUpdated(newest),
                sight.seenBy(),
                packageSeen ? null : sight.hidden(newest),
                packageSeen && sight.hidden(newest) != null,
                sight.installed(),
                sight.runs(),
                updates(selection, compared),
                Gaps.of(newest, icon.url() != null),
                selection.universePackage().revisions().size());
    }

    /** The tags of a revision, each once, as pages spell them. */
    static List<String> tags(Revision revision) {
        return PackageText.lines(revision.packageJson().tree().path("tags"), 40).stream()
                .distinct()
                .toList();
    }

    private static List<CatalogueRow.Update> updates(PackageSelection selection, boolean compared) {
        return selection.items().stream()
                .map(item -> new CatalogueRow.Update(
                        PackageText.version(item.revision()),
                        item.revision().releaseVersion(),
                        PackageText.lastUpdated(item.revision()),
                        compared ? Sha256.of(item.json()) : null))
                .toList();
    }
}
