package io.github.orrery.render;

import io.github.orrery.model.SiteLayout;
import io.github.orrery.site.Family;
import java.time.Instant;
import java.util.SortedSet;

/**
 * An Atom feed (RFC 4287). Where nobody said where the site will live, its addresses are relative: to the site's root,
 * which {@code xml:base} leads to.
 *
 * @param path of the feed in the site
 */
record AtomFeed(CatalogueOptions options, String path, String title, SortedSet<FeedEntry> entries) {
    String xml() {
        String base = options.baseUrl();
        String up = "../".repeat((int) path.chars().filter(c -> c == '/').count());
        StringBuilder xml = new StringBuilder(256 + 640 * entries.size());
        xml.append(XmlText.DECLARATION).append("<feed xmlns=\"http://www.w3.org/2005/Atom\"");
        if (base == null && !up.isEmpty()) {
            xml.append(" xml:base=\"").append(up).append('"');
        }
        xml.append(">\n");
        FeedEntry.element(
                "id", base == null ? "urn:uuid:" + FeedEntry.id(options.title() + "/" + path) : base + path, xml);
        FeedEntry.element("title", title, xml);
        long updated = entries.isEmpty() ? 0 : entries.first().seconds();
        FeedEntry.element("updated", Instant.ofEpochSecond(updated).toString(), xml);
        link("self", "application/atom+xml", path, xml);
        if (options.has(Family.CATALOGUE)) {
            link("alternate", "text/html", page(), xml);
        }
        xml.append("<author>");
        FeedEntry.element("name", options.title(), xml);
        xml.append("</author>\n<generator>Orrery</generator>\n");
        for (FeedEntry entry : entries) {
            xml.append(entry.xml());
        }
        return xml.append("</feed>\n").toString();
    }

    /** The page that says what the feed says. */
    private String page() {
        return path.replace(SiteLayout.FEED, SiteLayout.INDEX_HTML);
    }

    private void link(String rel, String type, String target, StringBuilder xml) {
        xml.append("<link rel=\"").append(rel).append("\" type=\"").append(type).append("\" href=\"");
        String base = options.baseUrl();
        XmlText.append(base == null ? "" : base, xml);
        XmlText.append(target, xml);
        xml.append("\"/>\n");
    }
}
