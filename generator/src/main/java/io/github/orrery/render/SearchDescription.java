package io.github.orrery.render;

import io.github.orrery.model.SiteLayout;

/** Lets browsers search the list of packages (OpenSearch 1.1). */
final class SearchDescription {
    /** What the specification allows. */
    private static final int LONGEST_NAME = 16;

    private SearchDescription() {}

    static String of(String title, String base) {
        StringBuilder xml = new StringBuilder(640).append(XmlText.DECLARATION);
        xml.append("<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n");
        String name = title.length() <= LONGEST_NAME ? title : VisibleText.cut(title, LONGEST_NAME - 1);
        FeedEntry.element("ShortName", name, xml);
        FeedEntry.element("Description", VisibleText.cut("Packages of " + title, 1000), xml);
        url("text/html", "results", base + SiteLayout.PACKAGES_HTML + "?q={searchTerms}", xml);
        url("application/opensearchdescription+xml", "self", base + SiteLayout.OPENSEARCH, xml);
        xml.append("<InputEncoding>UTF-8</InputEncoding>\n");
        return xml.append("</OpenSearchDescription>\n").toString();
    }

    private static void url(String type, String rel, String template, StringBuilder xml) {
        xml.append("<Url type=\"").append(type).append("\" rel=\"").append(rel).append("\" template=\"");
        XmlText.append(template, xml);
        xml.append("\"/>\n");
    }
}
