package io.github.orrery.render;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.site.Family;
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
 */
public record CatalogueOptions(
        String title, @Nullable String baseUrl, List<DcosReleaseVersion> dcosVersions, Set<Family> without) {
    public CatalogueOptions {
        dcosVersions = List.copyOf(dcosVersions);
    }

    boolean has(Family family) {
        return !without.contains(family);
    }
}
