package io.github.orrery;

import io.github.orrery.check.Rule;
import io.github.orrery.icons.LocalIcons;
import io.github.orrery.icons.NoIconException;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.render.IconSource;
import io.github.orrery.site.Image;
import io.github.orrery.site.OutsideImages;
import java.util.List;
import java.util.Optional;

/** Gives pages the icons that the site serves itself, and tells which could not be had. */
final class KeptIcons implements IconSource {
    private final LocalIcons icons;
    private final Problems problems = new Problems();

    KeptIcons(LocalIcons icons) {
        this.icons = icons;
    }

    /** The icons that could not be had. */
    synchronized List<Problem> problems() {
        return problems.sorted();
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
        problems.warning(Rule.ICON_NOT_LOCAL.id(), location, message);
    }
}
