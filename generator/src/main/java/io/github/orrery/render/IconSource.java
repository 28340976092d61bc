package io.github.orrery.render;

import io.github.orrery.model.RevisionPart;
import io.github.orrery.site.Image;
import io.github.orrery.site.OutsideImages;
import java.util.Optional;

/** Where the icons of packages come from. */
public interface IconSource {
    /** Each from where its package says: a visitor's browser asks that host. */
    IconSource ELSEWHERE = new IconSource() {
        @Override
        public OutsideImages outsideImages() {
            return OutsideImages.SHOWN;
        }

        @Override
        public Optional<Image> image(String url, RevisionPart part, String pointer) {
            return Optional.empty();
        }
    };

    /** Whether pages show icons of other hosts. */
    OutsideImages outsideImages();

    /**
     * An icon that the site serves itself; empty where there is none, and the package has a letter in its place. Called
     * by several threads at once.
     *
     * @param url as the package has it; one that is none of an icon is one where there is none
     * @param part of the revision that names the icon
     * @param pointer where in that part it stands
     */
    Optional<Image> image(String url, RevisionPart part, String pointer);
}
