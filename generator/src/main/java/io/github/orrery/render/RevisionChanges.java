package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.orrery.app.OptionDifference;
import io.github.orrery.model.Content;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.model.SourceFile;
import io.github.orrery.render.view.LinkView;
import io.github.orrery.render.view.RevisionChangeView;
import io.github.orrery.render.view.RevisionChangesView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one revision to the next, for a page that is read without scripts: options, images, the minimum of
 * DC/OS, and that there are changes elsewhere.
 */
final class RevisionChanges {
    private static final int MOST = 100;
    private static final int LONGEST = 300;

    private final List<RevisionChangeView> changes = new ArrayList<>();
    private int more;

    private RevisionChanges() {}

    /** None where nothing differs that is told. */
    static @Nullable RevisionChangesView between(Revision before, Revision after) {
        RevisionChanges made = new RevisionChanges();
        made.minimum(PackageText.minDcos(before), PackageText.minDcos(after));
        made.options(before, after);
        Set<String> old = images(before);
        Set<String> now = images(after);
        now.stream().filter(image -> !old.contains(image)).forEach(image -> made.add("image added", image, "", false));
        old.stream()
                .filter(image -> !now.contains(image))
                .forEach(image -> made.add("image removed", image, "", false));
        if (!content(before.template()).equals(content(after.template()))) {
            made.add("the template of the app changed", null, "", false);
        }
        for (String note : new String[] {"preInstallNotes", "postInstallNotes", "postUninstallNotes"}) {
            if (!note(before, note).equals(note(after, note))) {
                made.add("notes changed", note, "", false);
            }
        }
        LinkView since = new LinkView(PackageText.version(before), SiteLayout.revisionFile(before.releaseVersion()));
        return made.changes.isEmpty() ? null : new RevisionChangesView(since, List.copyOf(made.changes), made.more);
    }

    private void add(String what, @Nullable String name, String details, boolean breaking) {
        if (changes.size() == MOST) {
            more++;
            return;
        }
        changes.add(new RevisionChangeView(
                what,
                name == null ? null : VisibleText.line(name, LONGEST),
                VisibleText.line(details, LONGEST),
                breaking));
    }

    private void minimum(String before, String after) {
        if (!before.equals(after)) {
            String was = before.isEmpty() ? "any version" : before;
            add("needs DC/OS", after.isEmpty() ? "any version" : after, "before: " + was, isHigher(before, after));
        }
    }

    private static boolean isHigher(String before, String after) {
        Optional<DcosReleaseVersion> now = DcosReleaseVersion.parse(after);
        return now.isPresent()
                && DcosReleaseVersion.parse(before)
                        .map(was -> was.compareTo(now.get()) < 0)
                        .orElse(true);
    }

    private void options(Revision before, Revision after) {
        RevisionPart old = before.config().orElse(null);
        RevisionPart now = after.config().orElse(null);
        if (old != null && now != null && Content.of(old).equals(Content.of(now))) {
            return;
        }
        for (OptionDifference option : OptionDifference.between(tree(old), tree(now))) {
            add(
                    "option " + option.kind().name().toLowerCase(Locale.ROOT),
                    option.path().isEmpty() ? "(all together)" : option.path(),
                    String.join(", ", option.details()),
                    option.breaking());
        }
    }

    private static Set<String> images(Revision revision) {
        Set<String> images = new TreeSet<>();
        for (JsonNode image : tree(revision.resource().orElse(null))
                .path("assets")
                .path("container")
                .path("docker")) {
            if (image.isTextual()) {
                images.add(image.textValue());
            }
        }
        return images;
    }

    private static Optional<Content> content(Optional<SourceFile> file) {
        return file.map(Content::of);
    }

    private static JsonNode note(Revision revision, String key) {
        return revision.packageJson().tree().path(key);
    }

    private static JsonNode tree(@Nullable RevisionPart part) {
        return part == null ? MissingNode.getInstance() : part.tree();
    }
}
