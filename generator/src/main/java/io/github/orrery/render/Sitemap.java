package io.github.orrery.render;

import org.jspecify.annotations.Nullable;

/** A list of the site's pages for search engines (the sitemap protocol 0.9), which must be absolute addresses. */
final class Sitemap {
    /** The protocol's limit for one file. */
    private static final int MOST = 50_000;

    private final String base;
    private final StringBuilder xml = new StringBuilder(64 * 1024)
            .append(XmlText.DECLARATION)
            .append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    private int count;

    Sitemap(String base) {
        this.base = base;
    }

    /** Adds a page; above the limit it is left out, so the ones that matter most come first. */
    void add(String path, @Nullable Long lastUpdated) {
        if (++count > MOST) {
            return;
        }
        xml.append("<url><loc>");
        XmlText.append(base, xml);
        XmlText.append(path, xml);
        xml.append("</loc>");
        String date = PackageText.date(lastUpdated);
        if (date != null) {
            xml.append("<lastmod>").append(date).append("</lastmod>");
        }
        xml.append("</url>\n");
    }

    String xml() {
        return xml + "</urlset>\n";
    }
}
