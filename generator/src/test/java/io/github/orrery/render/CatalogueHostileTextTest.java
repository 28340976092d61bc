package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.testing.TestRepo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text made by people who want more than to be read stands in every field, and stays text. */
class CatalogueHostileTextTest {
    private static final Set<String> ELEMENTS = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "link",
            "body",
            "a",
            "header",
            "img",
            "nav",
            "main",
            "ol",
            "li",
            "div",
            "span",
            "h1",
            "h2",
            "h3",
            "p",
            "section",
            "dl",
            "dt",
            "dd",
            "code",
            "pre",
            "aside",
            "details",
            "summary",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "small",
            "b",
            "br",
            "ul",
            "footer",
            "time",
            "em",
            "strong",
            "blockquote",
            "hr",
            "h4",
            "h5",
            "h6",
            "script",
            "figure",
            "svg",
            "path",
            "g",
            "rect",
            "text",
            "label",
            "select",
            "option",
            "form",
            "input",
            "kbd",
            "button");
    private static final Set<String> ATTRIBUTES = Set.of(
            "lang",
            "charset",
            "http-equiv",
            "content",
            "name",
            "rel",
            "href",
            "type",
            "class",
            "id",
            "src",
            "width",
            "height",
            "alt",
            "loading",
            "decoding",
            "referrerpolicy",
            "aria-label",
            "aria-labelledby",
            "aria-current",
            "aria-hidden",
            "data-letter",
            "open",
            "scope",
            "colspan",
            "role",
            "tabindex",
            "datetime",
            "start",
            "defer",
            "async",
            "hidden",
            "for",
            "value",
            "viewBox",
            "d",
            "x",
            "y",
            "rx",
            "text-anchor",
            "data-s",
            "data-v",
            "data-u",
            "data-d",
            "data-m",
            "data-x",
            "data-script",
            "property",
            "title",
            "data-files",
            "data-form",
            "data-revision",
            "placeholder",
            "autocomplete",
            "spellcheck",
            "aria-keyshortcuts",
            "aria-expanded",
            "aria-controls",
            "data-list");

    @TempDir
    Path repo;

    @ParameterizedTest
    @MethodSource("payloads")
    void staysTextWhereverItStands(String payload) {
        TestRepo.in(repo)
                .revision("victim", 0, files -> {
                    fill(files, payload);
                    files.without("config.json").without("resource.json");
                })
                .revision("victim", 1, files -> fill(files, payload));
        CatalogueUnderTest catalogue = CatalogueUnderTest.of(repo);
        assertThat(catalogue.faults).isEmpty();
        assertThat(catalogue.pages.keySet())
                .containsAll(CatalogueUnderTest.AROUND)
                .filteredOn(path -> path.matches("packages.*|search.*"))
                .containsExactly(
                        "packages.html",
                        "packages/victim/index.html",
                        "packages/victim/revision-0.html",
                        "packages/victim/revision-1.html",
                        "search-index.js");
        assertThat(catalogue.pages.get("search-index.js")).asString().matches("[\\x20-\\x7e\\n]*");
        for (String path : catalogue.htmlPaths()) {
            Document page = catalogue.page(path);
            TreeSet<String> names = new TreeSet<>();
            page.getAllElements().forEach(element -> names.add(element.tagName()));
            names.remove("#root");
            assertThat(names).as("elements of %s", path).isSubsetOf(ELEMENTS);
            for (Element element : page.getAllElements()) {
                for (Attribute attribute : element.attributes()) {
                    assertThat(ATTRIBUTES)
                            .as("%s in %s", element.tagName(), path)
                            .contains(attribute.getKey());
                }
            }
            assertThat(page.select("h1, title, main")).as(path).hasSize(3);
            assertThat(page.body().children().eachAttr("class")).as(path).containsExactly("skip", "bar", "foot");
            assertThat(page.select("link[rel=stylesheet], meta[http-equiv]"))
                    .as(path)
                    .hasSize(2);
            assertLinksAreSafe(page, path);
            assertIdsAreUnique(page, path);
        }
        assertReadable(catalogue.page("packages/victim/index.html"), payload);
    }

    private static void assertLinksAreSafe(Document page, String path) {
        for (Element element : page.select("[href]")) {
            String href = element.attr("href");
            boolean outside = href.startsWith("https://") || href.startsWith("http://") || href.startsWith("mailto:");
            boolean inside = href.matches(
                    "(#[A-Za-z0-9._~-]+|(\\.\\./\\.\\./|/)?[A-Za-z0-9._-][A-Za-z0-9._/-]*\\.(html|json|css|svg|zip|tgz|atom)(#[A-Za-z0-9._-]+)?|search-index\\.js|packages/[a-z0-9-]+/data\\.js|hosts/nginx\\.conf|SHA256SUMS)");
            assertThat(outside || inside).as("%s in %s", href, path).isTrue();
            if (outside) {
                assertThat(href).as(path).doesNotContain("@evil").matches("\\S+");
                assertThat(element.attr("rel")).as(path).contains("noopener").contains("nofollow");
            }
        }
        for (Element script : page.select("script[type]")) {
            assertThat(script.attr("type")).as(path).isEqualTo("application/ld+json");
            assertThat(Json.parseOwn(script.data().getBytes(StandardCharsets.UTF_8))
                            .get("name")
                            .textValue())
                    .isEqualTo("victim");
        }
        for (Element script : page.select("script:not([type])")) {
            assertThat(script.attr("src"))
                    .as(path)
                    .matches("search-index\\.js|(\\.\\./\\.\\./|/)?assets/[a-z]+\\.[0-9a-f]+\\.js");
            assertThat(script.data()).as(path).isEmpty();
        }
        for (Element image : page.select("[src]:not(script)")) {
            assertThat(image.tagName()).isEqualTo("img");
            assertThat(image.attr("src"))
                    .as(path)
                    .matches("https://\\S+|data:image/\\S+|(\\.\\./\\.\\./|/)?assets/\\S+");
        }
    }

    private static void assertIdsAreUnique(Document page, String path) {
        assertThat(page.select("[id]").eachAttr("id")).as(path).doesNotHaveDuplicates();
    }

    /** Letters and digits of the payload are still there, in their order. */
    private static void assertReadable(Document page, String payload) {
        String letters = lettersOf(payload);
        String part = letters.substring(0, Math.min(letters.length(), 60));
        assertThat(lettersOf(page.select(".opts").text())).contains(part);
        assertThat(lettersOf(page.select(".facts").text())).contains(part);
    }

    private static String lettersOf(String text) {
        return text.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static void fill(TestRepo.RevisionFiles files, String payload) {
        String json = json(Json.NODES.textNode(payload));
        files.set("packagingVersion", "\"4.0\"")
                .set("version", json)
                .set("maintainer", json)
                .set("description", json)
                .set("website", json)
                .set("scm", json)
                .set("tags", "[" + json + "]")
                .set("preInstallNotes", json)
                .set("postInstallNotes", json)
                .set("postUninstallNotes", json)
                .set("licenses", "[{\"name\": " + json + ", \"url\": " + json + "}]")
                .set("upgradesFrom", "[" + json + "]")
                .set("downgradesTo", "[" + json + "]")
                .set("manager", "{\"packageName\": " + json + "}");
        files.file("resource.json", json(resource(payload)));
        files.file("config.json", json(config(payload)));
        files.file("command.json", "{\"pip\": [" + json + "]}");
    }

    private static ObjectNode resource(String payload) {
        ObjectNode resource = Json.NODES.objectNode();
        ObjectNode images = resource.putObject("images");
        for (String size : List.of("icon-small", "icon-medium", "icon-large")) {
            images.put(size, payload);
        }
        images.putArray("screenshots").add(payload);
        resource.putObject("assets").putObject("uris").put(payload, payload);
        ((ObjectNode) resource.get("assets"))
                .putObject("container")
                .putObject("docker")
                .put(payload, payload);
        ObjectNode binary = resource.putObject("cli")
                .putObject("binaries")
                .putObject(payload)
                .putObject(payload);
        binary.put("url", payload).put("kind", payload);
        binary.putArray("contentHash").addObject().put("algo", payload).put("value", payload);
        return resource;
    }

    private static ObjectNode config(String payload) {
        ObjectNode config = Json.NODES.objectNode();
        ObjectNode properties = config.putObject("properties");
        option(properties.putObject(payload), payload);
        ObjectNode group = properties.putObject("group");
        group.put("description", payload);
        ObjectNode inner = group.putObject("properties").putObject(payload);
        inner.put("description", payload);
        option(inner.putObject("properties").putObject(payload), payload);
        ObjectNode top = properties.putObject(payload + "2");
        option(top.putObject("properties").putObject("x"), payload);
        config.putArray("required").add(payload);
        return config;
    }

    private static void option(ObjectNode option, String payload) {
        option.put("type", payload)
                .put("description", payload)
                .put("title", payload)
                .put("pattern", payload);
        option.put("format", payload);
        option.set("default", Json.NODES.objectNode().put(payload, payload));
        ArrayNode choices = option.putArray("enum");
        choices.add(payload);
    }

    private static String json(com.fasterxml.jackson.databind.JsonNode node) {
        return new String(JsonText.compact(node), StandardCharsets.US_ASCII);
    }

    static List<String> payloads() {
        return List.of(
                "<script>alert(1)</script>",
                "</script><script>alert(1)</script>",
                "</title><script>alert(1)</script>",
                "</style><style>body{display:none}</style>",
                "</textarea></noscript></template><img src=x onerror=alert(1)>",
                "<img src=x onerror=alert(1)>",
                "<img src='x' onerror='alert(1)'//>",
                "\"><img src=x onerror=alert(1)>",
                "'><img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "' onmouseover='alert(1)",
                " onfocus=alert(1) autofocus tabindex=1 ",
                "` onmouseover=alert(1) `",
                "<svg/onload=alert(1)>",
                "<svg><script href=data:,alert(1) /></svg>",
                "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
                "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
                "<iframe src=javascript:alert(1)></iframe>",
                "<iframe srcdoc='<script>alert(1)</script>'>",
                "<object data=data:text/html,x></object><embed src=x>",
                "<base href=https://evil.example/>",
                "<meta http-equiv=refresh content=0;url=https://evil.example/>",
                "<link rel=stylesheet href=https://evil.example/x.css>",
                "<form action=https://evil.example/><input name=q><button>go</button></form>",
                "<style>*{background:url(https://evil.example/)}</style>",
                "<div style=position:fixed;inset:0>cover</div>",
                "<body onload=alert(1)>",
                "<details open ontoggle=alert(1)>",
                "<video><source onerror=alert(1)></video>",
                "<a href=javascript:alert(1)>x</a>",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " javascript:alert(1)",
                "java\nscript:alert(1)",
                "data:text/html,<script>alert(1)</script>",
                "data:image/svg+xml,<svg onload=alert(1)>",
                "vbscript:msgbox(1)",
                "//evil.example/x",
                "https://user:pass@evil.example/",
                "https://evil.example/\" onclick=\"alert(1)",
                "https://example.com/'onclick='alert(1)",
                "[x](javascript:alert(1))",
                "[x](&#x6A;avascript:alert(1))",
                "![x](javascript:alert(1))",
                "[x](https://example.com \"t\" onclick=alert(1))",
                "<javascript:alert(1)>",
                "**<b>x</b>** `<i>y</i>`",
                "```\n<script>alert(1)</script>\n```",
                "|a|\n|-|\n|<script>alert(1)</script>|",
                "<!-- comment --><![CDATA[x]]><?php echo 1 ?><!DOCTYPE x>",
                "--><script>alert(1)</script>",
                "${7*7} #{7*7} [=7*7] <#assign x=1> <@x/> <#include '/etc/passwd'>",
                "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
                "{{7*7}} {{{x}}} {{>partial}} {{=<% %>=}}",
                "&lt;script&gt; &#60;script&#62; &amp;lt;",
                "\u202egnp.exe\u202c \u2066x\u2069 \u200f",
                "a\u0000b\u0007c\u001bd\u007fe\u009ff",
                "a\u2028b\u2029c\ufeffd\uffffe",
                "🎉 漢字 العربية é",
                "#fragment id=\"x\" main install notes",
                "main",
                "versions",
                "../../../etc/passwd",
                "' OR 1=1; -- \\ \\\\ \\u003cscript\\u003e",
                "x".repeat(40_000),
                "<b>".repeat(12_000));
    }
}
