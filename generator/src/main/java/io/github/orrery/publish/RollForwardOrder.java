package io.github.orrery.publish;

import io.github.orrery.model.SiteLayout;
import java.util.Comparator;
import java.util.function.Predicate;

/**
 * In which order the files of a site are written under their names: what others refer to first (trust.md 6, step 7), new
 * names before all others. So a page leads to what is there, and sums come last.
 */
final class RollForwardOrder {
    /** Files of one turn may be written in any order. */
    static final int TURNS = 16;

    private static final int RANKS = TURNS / 2;

    private RollForwardOrder() {}

    /** The order of a site of which some names are new. */
    static Comparator<String> of(Predicate<String> isNew) {
        return Comparator.<String>comparingInt(path -> turn(path, isNew.test(path)))
                .thenComparing(Comparator.naturalOrder());
    }

    /**
     * When a file is written, from 0 up.
     *
     * @param isNew whether nothing that is published refers to the name yet. Such files come before all others: pages
     *     refer to each other in circles, and what one of them newly refers to must be there whichever comes first
     */
    static int turn(String path, boolean isNew) {
        return (isNew ? 0 : RANKS) + rank(path);
    }

    private static int rank(String path) {
        String name = path.endsWith(".gz") ? path.substring(0, path.length() - 3) : path;
        if (name.equals(SiteLayout.SHA256SUMS)) {
            return 7;
        }
        if (name.equals(SiteLayout.SITE_JSON)) {
            return 6;
        }
        if (name.equals(SiteLayout.INDEX_HTML)
                || name.equals(SiteLayout.PACKAGES_HTML)
                || name.equals(SiteLayout.SEARCH_INDEX)) {
            return 5;
        }
        if (name.equals(SiteLayout.UNIVERSE) || name.equals(SiteLayout.contentType(SiteLayout.UNIVERSE))) {
            return 4;
        }
        if (name.startsWith(SiteLayout.INDEX_PREFIX) || name.startsWith(SiteLayout.META) || isArchive(name)) {
            return 3;
        }
        if (name.contains("/package/")) {
            return 2;
        }
        return name.endsWith(".html") || name.endsWith(".atom") || name.endsWith(".xml") ? 1 : 0;
    }

    private static boolean isArchive(String name) {
        return name.equals(SiteLayout.PACKAGES_TGZ) || name.equals(SiteLayout.PACKAGES_ZIP);
    }
}
