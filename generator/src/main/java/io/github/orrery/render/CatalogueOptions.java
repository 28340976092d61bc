package io.github.orrery.render;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PublishedRevisions;
import io.github.orrery.site.Family;
import io.github.orrery.site.Image;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all pages of a catalogue have in common.
 *
 * @param title the name of the site
 * @param baseUrl where the site will live, ending in a slash; null where nobody said
 * @param dcosVersions the clusters that the site serves, oldest first
 * @param without the families that are left out of the site: pages do not link to their files
 * @param logo stands before the title; null for the bundled one
 * @param icons gives the icons that the site serves itself
 * @param previous what the page of what is new compares with; null for nothing
 */
public record CatalogueOptions(
        String title,
        @Nullable String baseUrl,
        List<DcosReleaseVersion> dcosVersions,
        Set<Family> without,
        @Nullable Image logo,
        IconSource icons,
        @Nullable PublishedRevisions previous) {
    public CatalogueOptions {
        dcosVersions = List.copyOf(dcosVersions);
    }

    /** With the bundled logo and each icon from where its package says. */
    public CatalogueOptions(
            String title, @Nullable String baseUrl, List<DcosReleaseVersion> dcosVersions, Set<Family> without) {
        this(title, baseUrl, dcosVersions, without, null, IconSource.ELSEWHERE, null);
    }

    boolean has(Family family) {
        return !without.contains(family);
    }
}
