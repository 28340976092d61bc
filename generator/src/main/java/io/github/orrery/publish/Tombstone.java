package io.github.orrery.publish;

import io.github.orrery.model.SiteLayout;
import io.github.orrery.publication.PublicationNote;
import io.github.orrery.publication.PublishedFile;
import io.github.orrery.site.CachePolicy;
import io.github.orrery.site.SiteFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The page that stands in the place of one that left the site, until that name is deleted: who follows an old link is
 * told (trust.md 6, Deletes).
 */
final class Tombstone {
    static final ObjectHeaders HEADERS = new ObjectHeaders(SiteFile.HTML, CachePolicy.PAGE.header(), null);

    private Tombstone() {}

    /**
     * The pages that are to be replaced: those that the newest publication dropped, and where an earlier one broke off
     * before it came to that, all that are still there.
     *
     * @param notes of all publications, by version; the last one is the newest
     * @param wanted the files of the newest publication
     * @param present the names that are there and stay for now
     * @param earlierAreDone whether the publications before have replaced theirs
     */
    static List<String> due(
            List<PublicationNote> notes,
            SortedMap<String, PublishedFile> wanted,
            Set<String> present,
            boolean earlierAreDone) {
        TreeMap<String, PublicationNote> drops = new TreeMap<>();
        for (PublicationNote note : earlierAreDone ? notes.subList(notes.size() - 1, notes.size()) : notes) {
            note.files().forEach(path -> drops.put(path, note));
        }
        return drops.keySet().stream()
                .filter(path -> path.endsWith(".html") && !wanted.containsKey(path) && present.contains(path))
                .toList();
    }

    /** The page for a path: it leads to the catalogue where there is one. */
    static ObjectContent page(String path, SortedMap<String, PublishedFile> files) {
        String up = "../".repeat((int) path.chars().filter(c -> c == '/').count());
        String way = files.containsKey(SiteLayout.INDEX_HTML)
                ? "<p><a href=\"" + up + SiteLayout.INDEX_HTML + "\">All packages of the catalogue</a></p>\n"
                : "";
        String html = "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n"
                + "<title>No longer here</title>\n<h1>No longer here</h1>\n"
                + "<p>What this page told of is not in the repository any more.</p>\n" + way + "</html>\n";
        return ObjectContent.of(html.getBytes(StandardCharsets.US_ASCII));
    }
}
