package io.github.orrery;

import io.github.orrery.check.Rule;
import io.github.orrery.icons.LocalIcons;
import io.github.orrery.icons.NoIconException;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.model.UniversePackage;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import io.github.orrery.render.IconSource;
import io.github.orrery.site.Image;
import io.github.orrery.site.OutsideImages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives pages the icons that the site serves itself, and tells which could not be had. */
final class KeptIcons implements IconSource {
    private final LocalIcons icons;
    private final List<Problem> problems = new ArrayList<>();

    KeptIcons(LocalIcons icons) {
        this.icons = icons;
    }

    /** Takes the problems of a package's icons that could not be had since the last time. */
    synchronized List<Problem> take(UniversePackage universePackage) {
        if (problems.isEmpty()) {
            return List.of();
        }
        Set<String> parts = new HashSet<>();
        for (Revision revision : universePackage.revisions()) {
            revision.files().forEach(file -> parts.add(file.path()));
        }
        List<Problem> taken = problems.stream()
                .filter(problem -> parts.contains(problem.location().file()))
                .toList();
        problems.removeAll(taken);
        return taken;
    }

    @Override
    public OutsideImages outsideImages() {
        return OutsideImages.NONE;
    }

    @Override
    public Optional<Image> image(String url, RevisionPart part, String pointer) {
        try {
            return Optional.of(icons.get(url));
        } catch (NoIconException e) {
            add(
                    part.at(pointer),
                    "the icon " + Problem.quote(url) + " " + e.getMessage() + "; a letter stands in its place");
            return Optional.empty();
        }
    }

    private synchronized void add(Location location, String message) {
        problems.add(Problem.warning(Rule.ICON_NOT_LOCAL.id(), location, message));
    }
}
