package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freemarker.core.TemplateHTMLOutputModel;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.model.Revision;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.site.Family;
import org.jspecify.annotations.Nullable;

/**
 * What programs read in the head of a page: feeds, the description of the search, Open Graph, and JSON-LD for a package.
 * What has to be an absolute address is there only where it is known where the site will live.
 */
final class PageHead {
    private final CatalogueOptions options;
    private final String base;

    PageHead(CatalogueOptions options) {
        this.options = options;
        String given = options.baseUrl();
        this.base = given == null ? "" : given;
    }

    /**
     * The head of a page.
     *
     * @param up from the page to the site's root
     * @param path of the page in the site
     * @param image an address that is safe to show; null for none
     */
    TemplateHTMLOutputModel of(String up, String path, String title, String description, @Nullable String image) {
        return Markdown.markup(html(up, path, title, description, image).toString());
    }

    /** The head of a package's page, with what it says in a form for programs. */
    TemplateHTMLOutputModel ofPackage(Revision newest, String description, @Nullable String image) {
        String name = newest.name().value();
        String path = SiteLayout.packagePage(newest.name());
        StringBuilder html = html(SiteLayout.up(), path, name, description, image);
        if (options.has(Family.FEEDS)) {
            feed(name, SiteLayout.FEED, html);
        }
        html.append("<script type=\"application/ld+json\">");
        json(description(newest, path, description, image), html);
        return Markdown.markup(html.append("</script>\n").toString());
    }

    private StringBuilder html(String up, String path, String title, String description, @Nullable String image) {
        StringBuilder html = new StringBuilder(1024);
        meta("og:type", "website", html);
        meta("og:site_name", options.title(), html);
        meta("og:title", title, html);
        meta("og:description", description, html);
        if (image != null && image.startsWith("https:")) {
            meta("og:image", image, html);
        }
        if (!base.isEmpty()) {
            meta("og:url", base + path, html);
            html.append("<link rel=\"canonical\" href=\"");
            TextLinks.attribute(base + path, html);
            html.append("\">\n");
        }
        if (options.has(Family.FEEDS)) {
            feed(options.title(), up + SiteLayout.FEED, html);
            if (!base.isEmpty()) {
                html.append("<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"");
                TextLinks.attribute(options.title(), html);
                html.append("\" href=\"")
                        .append(up)
                        .append(SiteLayout.OPENSEARCH)
                        .append("\">\n");
            }
        }
        return html;
    }

    private static void meta(String property, String content, StringBuilder html) {
        if (!content.isEmpty()) {
            html.append("<meta property=\"").append(property).append("\" content=\"");
            TextLinks.attribute(content, html);
            html.append("\">\n");
        }
    }

    private static void feed(String title, String href, StringBuilder html) {
        html.append("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"");
        TextLinks.attribute(title, html);
        html.append("\" href=\"").append(href).append("\">\n");
    }

    private ObjectNode description(Revision newest, String path, String description, @Nullable String image) {
        JsonNode packageJson = newest.packageJson().tree();
        ObjectNode about = Json.NODES.objectNode();
        about.put("@context", "https://schema.org").put("@type", "SoftwareApplication");
        about.put("name", newest.name().value()).put("softwareVersion", PackageText.version(newest));
        about.put("description", description);
        String minimum = PackageText.minDcos(newest);
        about.put("operatingSystem", minimum.isEmpty() ? "DC/OS" : "DC/OS " + minimum + " or newer");
        String date = PackageText.date(PackageText.lastUpdated(newest));
        if (date != null) {
            about.put("dateModified", date);
        }
        String maintainer = PackageText.line(packageJson.path("maintainer"), 300);
        if (!maintainer.isEmpty()) {
            about.putObject("maintainer").put("@type", "Organization").put("name", maintainer);
        }
        String licence = packageJson.path("licenses").path(0).path("url").asText("");
        SafeUrl.link(licence).ifPresent(url -> about.put("license", url));
        String website = packageJson.path("website").asText("");
        SafeUrl.link(website).ifPresent(url -> about.put("sameAs", url));
        String tags = String.join(", ", PackageText.lines(packageJson.path("tags"), 60));
        if (!tags.isEmpty()) {
            about.put("keywords", tags);
        }
        if (image != null && image.startsWith("https:")) {
            about.put("image", image);
        }
        if (!base.isEmpty()) {
            about.put("url", base + path);
        }
        return about;
    }

    /** JSON as the content of a script element: no tag can begin or end in it. */
    private static void json(ObjectNode tree, StringBuilder html) {
        String text = JsonText.line(tree);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> html.append("\\u003c");
                case '>' -> html.append("\\u003e");
                case '&' -> html.append("\\u0026");
                default -> html.append(c);
            }
        }
    }
}
