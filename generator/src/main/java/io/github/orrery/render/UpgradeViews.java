package io.github.orrery.render;

import io.github.orrery.model.Revision;
import io.github.orrery.render.UpgradePaths.Step;
import io.github.orrery.render.UpgradePaths.Version;
import io.github.orrery.render.view.UpgradesView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells how the versions of a package follow each other: a picture, a sentence, and what a script finds paths by. */
final class UpgradeViews {
    private UpgradeViews() {}

    /** Null where no version names another. */
    static @Nullable UpgradesView of(List<Revision> revisions, Sight sight) {
        UpgradePaths paths = new UpgradePaths(revisions, sight);
        if (paths.isEmpty()) {
            return null;
        }
        UpgradePicture picture = UpgradePicture.of(paths);
        String svg = picture.svg();
        return new UpgradesView(
                svg == null ? null : Markdown.markup(svg), summary(paths, picture), Markdown.markup(choices(paths)));
    }

    private static String summary(UpgradePaths paths, UpgradePicture picture) {
        List<String> parts = new ArrayList<>();
        add(parts, paths.upgrades().size(), "upgrade", "upgrades", " between two versions");
        add(
                parts,
                paths.downgrades().size(),
                "downgrade",
                "downgrades",
                parts.isEmpty() ? " between two versions" : "");
        add(parts, count(paths, true), "version", "versions", " can be reached from any other");
        add(parts, count(paths, false), "version", "versions", " can be left for any other");
        return String.join(", ", parts) + "."
                + (picture.isDashed() ? " No cluster sees the versions in dashed lines." : "");
    }

    private static int count(UpgradePaths paths, boolean from) {
        return (int) paths.versions().stream()
                .filter(version -> from ? version.fromAny() : version.toAny())
                .count();
    }

    private static void add(List<String> parts, int count, String one, String many, String rest) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many) + rest);
        }
    }

    private static String choices(UpgradePaths paths) {
        List<Version> versions = paths.versions();
        List<StringBuilder> from = places(versions, Version::fromAny);
        List<StringBuilder> to = places(versions, Version::toAny);
        for (Step step : paths.upgrades()) {
            add(from.get(step.to()), step.from());
        }
        for (Step step : paths.downgrades()) {
            add(to.get(step.from()), step.to());
        }
        StringBuilder html = new StringBuilder(40 * versions.size());
        for (int i = 0; i < versions.size(); i++) {
            Version version = versions.get(i);
            html.append("<option");
            attribute(
                    "value",
                    version.revision() == null
                            ? ""
                            : Long.toString(version.revision().releaseVersion()),
                    html);
            attribute("data-u", from.get(i).toString(), html);
            attribute("data-d", to.get(i).toString(), html);
            attribute("data-m", version.revision() == null ? "" : PackageText.minDcos(version.revision()), html);
            attribute("data-x", version.hidden() ? "1" : "", html);
            html.append('>');
            String text = VisibleText.line(version.text(), 60);
            TextLinks.escape(text, 0, text.length(), html);
            html.append('\n');
        }
        return html.toString();
    }

    private static List<StringBuilder> places(List<Version> versions, java.util.function.Predicate<Version> any) {
        List<StringBuilder> places = new ArrayList<>();
        for (Version version : versions) {
            places.add(new StringBuilder(any.test(version) ? "*" : ""));
        }
        return places;
    }

    private static void add(StringBuilder places, int place) {
        places.append(places.isEmpty() ? "" : " ").append(place);
    }

    private static void attribute(String name, String value, StringBuilder html) {
        if (!value.isEmpty()) {
            html.append(' ').append(name).append("=\"");
            TextLinks.attribute(value, html);
            html.append('"');
        }
    }
}
