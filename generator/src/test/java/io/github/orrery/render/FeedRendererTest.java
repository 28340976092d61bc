package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.site.Family;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import io.github.orrery.testing.TestRepo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

class FeedRendererTest {
    private static final String BASE = "https://universe.example.com/a&b/";
    private static final String EVIL = "</title>]]>&amp;<script>alert(1)</script>\"' onload='x' \\u202e\\u0007 {{x}}";

    @TempDir
    Path repo;

    @Test
    void namesTheNewestRevisionsOfAllPackagesFirst() {
        Document feed = xml(made(null, Set.of()).get("feed.atom"));
        assertThat(texts(feed, "entry", "title")).containsExactly("kafka 1.1", "tool 1.0.0", "kafka 1.0");
        assertThat(texts(feed, "entry", "updated"))
                .containsExactly("2021-01-01T00:00:00Z", "2020-06-17T08:08:29Z", "1970-01-01T00:00:01Z");
        assertThat(texts(feed, "entry", "content").get(0))
                .isEqualTo("Revision 2, for DC/OS 1.10 or newer. A package for a test.");
        assertThat(texts(feed, "feed", "updated")).containsExactly("2021-01-01T00:00:00Z");
    }

    @Test
    void hasOfAPackageItsRevisionsThatSayWhenTheyChanged() {
        Map<String, byte[]> site = made(null, Set.of());
        assertThat(texts(xml(site.get("packages/kafka/feed.atom")), "entry", "title"))
                .containsExactly("kafka 1.1", "kafka 1.0");
        Document empty = xml(site.get("packages/silent/feed.atom"));
        assertThat(texts(empty, "entry", "title")).isEmpty();
        assertThat(texts(empty, "feed", "updated")).containsExactly("1970-01-01T00:00:00Z");
    }

    @Test
    void keepsTheRulesOfAtomWithAndWithoutAnAddress() {
        for (String base : new String[] {null, BASE}) {
            made(base, Set.of()).forEach((path, content) -> {
                if (path.endsWith(".atom")) {
                    assertIsAtom(xml(content), path);
                }
            });
        }
    }

    @Test
    void leadsFromEveryFeedToThePagesOfRevisions() {
        Map<String, byte[]> site = made(null, Set.of());
        for (String feed : List.of("feed.atom", "packages/kafka/feed.atom")) {
            Document document = xml(site.get(feed));
            URI base = URI.create("https://host.invalid/x/" + feed)
                    .resolve(document.getDocumentElement().getAttribute("xml:base"));
            Element entry = elements(document, "entry").get(0);
            assertThat(base.resolve(link(entry, "alternate")))
                    .hasToString("https://host.invalid/x/packages/kafka/revision-2.html");
            assertThat(base.resolve(link(document.getDocumentElement(), "self")))
                    .hasToString("https://host.invalid/x/" + feed);
        }
        Document moved = xml(made(BASE, Set.of()).get("packages/kafka/feed.atom"));
        assertThat(link(elements(moved, "entry").get(0), "alternate"))
                .isEqualTo(BASE + "packages/kafka/revision-2.html");
    }

    @Test
    void givesARevisionTheSameIdWhereverTheSiteLives() {
        List<String> here = texts(xml(made(null, Set.of()).get("feed.atom")), "entry", "id");
        assertThat(here).doesNotHaveDuplicates().allMatch(id -> id.matches("urn:uuid:[0-9a-f-]{36}"));
        assertThat(texts(xml(made(BASE, Set.of()).get("feed.atom")), "entry", "id"))
                .isEqualTo(here);
    }

    @Test
    void listsPagesAndSearchOnlyWhereItIsKnownWhereTheyWillBe() {
        assertThat(made(null, Set.of())).doesNotContainKeys("sitemap.xml", "opensearch.xml");
        assertThat(made(BASE, EnumSet.of(Family.CATALOGUE))).doesNotContainKeys("sitemap.xml", "opensearch.xml");
        Map<String, byte[]> site = made(BASE, Set.of());

        Document sitemap = xml(site.get("sitemap.xml"));
        assertThat(sitemap.getDocumentElement().getNamespaceURI())
                .isEqualTo("http://www.sitemaps.org/schemas/sitemap/0.9");
        assertThat(texts(sitemap, "url", "loc"))
                .contains(
                        BASE + "packages.html",
                        BASE + "packages/kafka/index.html",
                        BASE + "packages/kafka/revision-0.html")
                .doesNotHaveDuplicates();
        assertThat(texts(sitemap, "url", "lastmod"))
                .contains("2021-01-01")
                .allMatch(day -> day.matches("\\d{4}(-\\d\\d){2}"));

        Document search = xml(site.get("opensearch.xml"));
        assertThat(search.getDocumentElement().getNamespaceURI()).isEqualTo("http://a9.com/-/spec/opensearch/1.1/");
        assertThat(texts(search, "OpenSearchDescription", "ShortName").get(0)).hasSizeLessThanOrEqualTo(16);
        assertThat(elements(search, "Url").get(0).getAttribute("template"))
                .isEqualTo(BASE + "packages.html?q={searchTerms}");
    }

    @Test
    void linksToNoPageWhereThereIsNone() {
        Document feed = xml(made(null, EnumSet.of(Family.CATALOGUE)).get("feed.atom"));
        assertThat(elements(feed, "link").stream().map(link -> link.getAttribute("rel")))
                .containsExactly("self");
    }

    @Test
    void drawsABadgeWithTheNewestVersionThatAClusterSees() {
        Map<String, byte[]> site = made(null, Set.of());
        assertThat(badge(site, "kafka")).isEqualTo("kafka: 1.1");
        assertThat(badge(site, "gone")).isEqualTo("gone: withdrawn");
    }

    @Test
    void drawsABadgeWithTheNewestVersionWhereNoIndexIsMade() {
        Map<String, byte[]> site = made(null, EnumSet.of(Family.INDEXES, Family.SHARDS, Family.ZIPS));
        assertThat(badge(site, "gone")).isEqualTo("gone: 1.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", BASE})
    void keepsHostileTextAsText(String base) {
        TestRepo.in(repo).revision("victim", 0, files -> {
            String json = "\"" + EVIL.replace("\"", "\\\"") + "\"";
            files.set("packagingVersion", "\"2.0\"")
                    .set("version", json)
                    .set("maintainer", json)
                    .set("description", json)
                    .set("tags", "[" + json + "]")
                    .set("lastUpdated", "1592381309");
        });
        rendered(base.isEmpty() ? null : base, "<T & \"T\">", Set.of()).forEach((path, content) -> {
            Document document = xml(content);
            Set<String> names = new TreeSet<>();
            collect(document.getDocumentElement(), names);
            assertThat(names)
                    .as(path)
                    .isSubsetOf(Set.of(
                            "feed",
                            "id",
                            "title",
                            "updated",
                            "link",
                            "author",
                            "name",
                            "generator",
                            "entry",
                            "category",
                            "content",
                            "svg",
                            "clipPath",
                            "rect",
                            "g",
                            "text",
                            "urlset",
                            "url",
                            "loc",
                            "lastmod",
                            "OpenSearchDescription",
                            "ShortName",
                            "Description",
                            "Url",
                            "InputEncoding"));
            if (path.endsWith(".atom")) {
                assertIsAtom(document, path);
                assertThat(texts(document, "entry", "title").get(0)).contains("<script>alert(1)</script>");
            }
        });
    }

    private Map<String, byte[]> made(String base, Set<Family> without) {
        TestRepo.in(repo)
                .revision("kafka", 0, files -> files.set("version", "\"1.0\"").set("lastUpdated", "1"))
                .revision("kafka", 1, files -> files.set("version", "\"1.1\""))
                .revision("kafka", 2, files -> files.set("version", "\"1.1\"")
                        .set("minDcosReleaseVersion", "\"1.10\"")
                        .set("lastUpdated", "1609459200"))
                .revision("gone", 0, files -> files.set("packagingVersion", "\"4.0\"")
                        .set("minDcosReleaseVersion", "\"999\""))
                .revision("silent", 0, files -> {})
                .revision("tool", 0, files -> files.set("lastUpdated", "1592381309"));
        return rendered(base, "Universe", without);
    }

    private Map<String, byte[]> rendered(String base, String title, Set<Family> without) {
        Map<String, byte[]> site = new TreeMap<>();
        SiteOutput output = new SiteOutput() {
            @Override
            public void putEqual(List<SiteFile> files, byte[]... content) {
                ByteArrayOutputStream whole = new ByteArrayOutputStream();
                for (byte[] part : content) {
                    whole.writeBytes(part);
                }
                for (SiteFile file : files) {
                    assertThat(site.put(file.path().value(), whole.toByteArray()))
                            .isNull();
                }
            }

            @Override
            public OutputStream open(SiteFile file) {
                throw new AssertionError("feeds are put whole: " + file.path());
            }
        };
        try {
            FeedRenderer feeds =
                    new FeedRenderer(new CatalogueOptions(title, base, DcosReleaseVersion.DEFAULTS, without));
            feeds.begin(output);
            for (PackageSelection selection : CatalogueUnderTest.selections(repo)) {
                feeds.render(selection, new AppRenderer(), output).join();
            }
            feeds.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return site;
    }

    /** What RFC 4287 demands of a feed and of its entries. */
    private static void assertIsAtom(Document document, String path) {
        Element feed = document.getDocumentElement();
        assertThat(feed.getLocalName()).isEqualTo("feed");
        List<Element> all = new ArrayList<>(elements(document, "entry"));
        all.add(feed);
        List<String> ids = new ArrayList<>();
        for (Element one : all) {
            for (String name : List.of("id", "title", "updated")) {
                assertThat(children(one, name)).as("%s in %s", name, path).hasSize(1);
            }
            assertThat(children(one, "author")).as(path).hasSize(1);
            assertThat(children(children(one, "author").get(0), "name").get(0).getTextContent())
                    .isNotBlank();
            String id = children(one, "id").get(0).getTextContent();
            assertThat(URI.create(id).isAbsolute()).as(id).isTrue();
            ids.add(id);
            OffsetDateTime.parse(children(one, "updated").get(0).getTextContent());
            assertThat(children(one, "link").stream()
                            .filter(link -> link.getAttribute("rel").equals("alternate")))
                    .hasSize(1);
            for (Element link : children(one, "link")) {
                URI.create(link.getAttribute("href"));
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static String badge(Map<String, byte[]> site, String name) {
        Document svg = xml(site.get("badges/" + name + ".svg"));
        assertThat(svg.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        return texts(svg, "svg", "title").get(0);
    }

    private static Document xml(byte[] content) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(content));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String link(Element of, String rel) {
        return children(of, "link").stream()
                .filter(link -> link.getAttribute("rel").equals(rel))
                .findFirst()
                .orElseThrow()
                .getAttribute("href");
    }

    /** What the children of a name say, of all elements of a name. */
    private static List<String> texts(Document document, String parent, String name) {
        List<String> texts = new ArrayList<>();
        for (Element element : elements(document, parent)) {
            children(element, name).forEach(child -> texts.add(child.getTextContent()));
        }
        return texts;
    }

    private static List<Element> elements(Document document, String name) {
        List<Element> found = new ArrayList<>();
        var nodes = document.getElementsByTagNameNS("*", name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static List<Element> children(Element of, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getLocalName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static void collect(Element element, Set<String> names) {
        names.add(element.getLocalName());
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element inner) {
                collect(inner, names);
            }
        }
    }

    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
