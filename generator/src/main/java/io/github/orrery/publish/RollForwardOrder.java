package io.github.orrery.publish;

import java.util.Comparator;

/**
 * In which order the files of a site are replaced under their names: what others refer to first (trust.md 6, step 7).
 * So a page leads to what is there, and sums come last.
 */
final class RollForwardOrder {
    /** Of files in one rank none refers to another, but for a file and the {@code .gz} beside it. */
    static final int RANKS = 8;

    static final Comparator<String> COMPARATOR =
            Comparator.comparingInt(RollForwardOrder::rank).thenComparing(Comparator.naturalOrder());

    private RollForwardOrder() {}

    static int rank(String path) {
        String name = path.endsWith(".gz") ? path.substring(0, path.length() - 3) : path;
        if (name.equals("SHA256SUMS")) {
            return 7;
        }
        if (name.equals("site.json")) {
            return 6;
        }
        if (name.equals("index.html") || name.equals("packages.html") || name.equals("search-index.js")) {
            return 5;
        }
        if (name.equals("universe.json") || name.equals("universe.content_type")) {
            return 4;
        }
        if (name.startsWith("repo-up-to-") || name.startsWith("meta/") || isArchive(name)) {
            return 3;
        }
        if (name.contains("/package/")) {
            return 2;
        }
        return name.endsWith(".html") || name.endsWith(".atom") || name.endsWith(".xml") ? 1 : 0;
    }

    private static boolean isArchive(String name) {
        return name.equals("packages.tgz") || name.equals("packages.zip");
    }
}
