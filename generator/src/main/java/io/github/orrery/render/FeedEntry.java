package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.model.Revision;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.site.Family;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A revision as an Atom entry (RFC 4287), the newest first. Its id follows from name and revision alone, so that it
 * stays when the site moves, and is the same in each feed.
 *
 * @param seconds of its last change, since 1970
 * @param xml the entry, with addresses from the site's root or absolute
 */
record FeedEntry(String name, long releaseVersion, long seconds, String xml) implements Comparable<FeedEntry> {
    private static final Comparator<FeedEntry> NEWEST_FIRST = Comparator.comparingLong(FeedEntry::seconds)
            .reversed()
            .thenComparing(FeedEntry::name)
            .thenComparing(FeedEntry::releaseVersion, Comparator.reverseOrder());

    private static final int LONGEST = 300;
    private static final int MOST_TAGS = 20;

    /** @param hidden why no cluster sees it; null where some do */
    static FeedEntry of(Revision revision, long seconds, @Nullable String hidden, CatalogueOptions options) {
        JsonNode packageJson = revision.packageJson().tree();
        String name = revision.name().value();
        StringBuilder xml = new StringBuilder(640).append("<entry>\n");
        element("id", "urn:uuid:" + id(name + "/" + revision.releaseVersion()), xml);
        element("title", name + " " + PackageText.version(revision), xml);
        element("updated", Instant.ofEpochSecond(seconds).toString(), xml);
        if (options.has(Family.CATALOGUE)) {
            xml.append("<link rel=\"alternate\" type=\"text/html\" href=\"");
            String base = options.baseUrl();
            XmlText.append(base == null ? "" : base, xml);
            XmlText.append(SiteLayout.revisionPage(revision.name(), revision.releaseVersion()), xml);
            xml.append("\"/>\n");
        }
        String maintainer = PackageText.line(packageJson.path("maintainer"), LONGEST);
        xml.append("<author>");
        element("name", maintainer.isEmpty() ? options.title() : maintainer, xml);
        xml.append("</author>\n");
        PackageText.lines(packageJson.path("tags"), 60).stream()
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .limit(MOST_TAGS)
                .forEach(tag -> {
                    xml.append("<category term=\"");
                    XmlText.append(tag, xml);
                    xml.append("\"/>\n");
                });
        xml.append("<content type=\"text\">");
        XmlText.append(content(revision, hidden), xml);
        xml.append("</content>\n</entry>\n");
        return new FeedEntry(name, revision.releaseVersion(), seconds, xml.toString());
    }

    /** A name-based UUID (RFC 9562, version 3). */
    static String id(String name) {
        return UUID.nameUUIDFromBytes(("orrery:" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static void element(String name, String text, StringBuilder xml) {
        xml.append('<').append(name).append('>');
        XmlText.append(text, xml);
        xml.append("</").append(name).append(">\n");
    }

    private static String content(Revision revision, @Nullable String hidden) {
        String minimum = PackageText.minDcos(revision);
        String seen = hidden != null
                ? "no cluster sees it: " + hidden
                : minimum.isEmpty() ? "for any DC/OS version" : "for DC/OS " + minimum + " or newer";
        return "Revision " + revision.releaseVersion() + ", " + seen + ". " + PackageText.summary(revision, LONGEST);
    }

    @Override
    public int compareTo(FeedEntry other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
