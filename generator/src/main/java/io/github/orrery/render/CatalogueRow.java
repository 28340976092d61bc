package io.github.orrery.render;

import io.github.orrery.render.view.IconView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the lists of a catalogue need to know of a package: its newest revision in short.
 *
 * @param summary one line
 * @param minDcos oldest DC/OS version; empty where none is given
 * @param cliOnly whether it starts no app on the cluster
 * @param licences their names
 * @param lastUpdated seconds since 1970; null where none is given
 * @param seenBy the DC/OS versions whose index holds a revision of it, oldest first
 * @param hidden why no cluster sees it; null where some do
 * @param revisions how many there are
 */
public record CatalogueRow(
        String name,
        String version,
        long releaseVersion,
        String packagingVersion,
        IconView icon,
        String summary,
        List<String> tags,
        String minDcos,
        boolean framework,
        boolean cliOnly,
        boolean selected,
        boolean knownIssues,
        List<String> licences,
        String maintainer,
        @Nullable Long lastUpdated,
        List<String> seenBy,
        @Nullable String hidden,
        int revisions) {
    public CatalogueRow {
        tags = List.copyOf(tags);
        licences = List.copyOf(licences);
        seenBy = List.copyOf(seenBy);
    }
}
