package io.github.orrery.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.Child;
import io.github.orrery.testing.LoopbackSite;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of {@code build} that change how a site looks. */
class SiteOptionsTest {
    @TempDir
    Path work;

    @Test
    void givesTheSiteItsName() {
        build(0, "--title", "Tools & <Toys>");

        Document list = page("packages.html");
        assertThat(list.title()).isEqualTo("Packages \u2013 Tools & <Toys>");
        assertThat(list.selectFirst(".brand").text()).isEqualTo("Tools & <Toys>");
        assertThat(page("index.html").title()).isEqualTo("Tools & <Toys>");
        assertThat(page("packages/sundial/index.html").selectFirst(".brand").text())
                .isEqualTo("Tools & <Toys>");
    }

    @Test
    void putsALogoBeforeTheName() throws IOException {
        Path logo = Files.writeString(
                work.resolve("logo.svg"), "<svg xmlns='http://www.w3.org/2000/svg'><circle r='9'/></svg>");
        build(0, "--logo", logo.toString());

        Document page = page("packages/sundial/index.html");
        String src = page.selectFirst(".brand img").attr("src");
        assertThat(src).matches("\\.\\./\\.\\./assets/icon\\.[0-9a-f]{16}\\.svg");
        assertThat(work.resolve("site/packages/sundial").resolve(src)).hasSameBinaryContentAs(logo);
        assertThat(page.selectFirst("link[rel=icon]").attr("href")).isEqualTo(src);
        BuiltSite.at(work.resolve("site")).demandSums();
    }

    @Test
    void saysWhatIsNewSinceASiteBefore() throws IOException {
        TestRepo.in(work.resolve("old"))
                .revision("kept", 0)
                .revision("kept", 1, files -> files.set("version", "\"1.1\""))
                .revision("left", 0, files -> files.set("version", "\"0.9\""))
                .revision("same", 0);
        TestRepo.in(work.resolve("now"))
                .revision("came", 0)
                .revision("kept", 1, files -> files.set("version", "\"1.1\""))
                .revision("kept", 2, files -> files.set("version", "\"1.2\""))
                .revision("same", 0);
        BuiltSite.of(work.resolve("old"), work.resolve("before"));
        for (String previous : List.of("before", "before/universe.json")) {
            run(0, work.resolve("now"), "--previous", work.resolve(previous).toString());
            assertThat(page("new.html").select(".since li").eachText())
                    .containsExactly("came new Added: 1.0.0", "kept Added: 1.2 No longer there: 1.0.0", "left gone");
            assertThat(page("new.html").select(".since a").eachAttr("href"))
                    .containsExactly(
                            "packages/came/index.html",
                            "packages/came/revision-0.html",
                            "packages/kept/index.html",
                            "packages/kept/revision-2.html");
        }
        run(0, work.resolve("now"), "--previous", work.resolve("site").toString());
        assertThat(page("new.html").text()).contains("No revision was added, changed or taken away.");
    }

    @Test
    void saysWhatChangedUnderTheSameVersionSinceASiteOnAHost() throws IOException {
        TestRepo.in(work.resolve("old"))
                .revision("edited", 0)
                .revision("edited", 1, files -> files.set("version", "\"1.1\""))
                .revision("same", 0, files -> files.file("config.json", "{\"a\": 1.0, \"b\": [1e2, -0]}"));
        TestRepo.in(work.resolve("now"))
                .revision("edited", 0, files -> files.set("description", "\"Other words.\""))
                .revision("edited", 1, files -> files.set("version", "\"1.1\""))
                .revision("same", 0, files -> files.file("config.json", "{\"a\": 1.0, \"b\": [1e2, -0]}"));
        BuiltSite.of(work.resolve("old"), work.resolve("before"));
        try (LoopbackSite host = new LoopbackSite(work.resolve("before"))) {
            for (String place : List.of("", "index.html", "universe.json")) {
                run(0, work.resolve("now"), "--previous", host.page(place).toString());
                assertThat(page("new.html").select(".since li").eachText())
                        .containsExactly("edited Changed under the same version: 1.0.0");
                assertThat(page("new.html").select(".since a").eachAttr("href"))
                        .containsExactly("packages/edited/index.html", "packages/edited/revision-0.html");
            }
            assertThat(run(
                            2,
                            work.resolve("now"),
                            "--previous",
                            host.page("none/").toString()))
                    .contains("--previous", "there is no file " + host.page("none/universe.json"));
            assertThat(run(
                            3,
                            work.resolve("now"),
                            "--previous",
                            host.page("meta/version.json").toString()))
                    .contains("version.json: is no index");
        }
        assertThat(run(3, work.resolve("now"), "--previous", "http://127.0.0.1:1/"))
                .contains("http://127.0.0.1:1/universe.json: cannot be reached");
    }

    @Test
    void refusesASiteBeforeThatIsNone() throws IOException {
        assertThat(build(2, "--previous", work.resolve("none").toString())).contains("--previous", "there is no file");
        Path broken = Files.writeString(work.resolve("broken.json"), "{\"packages\": [{\"name\": \"a\"}]}");
        assertThat(build(2, "--previous", broken.toString())).contains("broken.json is no index", "element 0");
        Files.writeString(broken, "{\"packages\": [");
        assertThat(build(2, "--previous", broken.toString())).contains("broken.json", "at byte");
        assertThat(work.resolve("site")).doesNotExist();
    }

    @Test
    void refusesWhatCanBeNeitherNameNorLogo() throws IOException {
        Path logo =
                Files.writeString(work.resolve("logo.svg"), "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>");
        assertThat(build(2, "--logo", logo.toString())).contains("--logo", "holds the element <script>");
        assertThat(build(2, "--logo", work.resolve("none").toString())).contains("there is no file");
        assertThat(build(2, "--title", " ")).contains("--title", "cannot be a title");
        assertThat(build(2, "--title", "a\nb")).contains("cannot be a title");
        assertThat(build(2, "--title", "x".repeat(101))).contains("cannot be a title");
        assertThat(work.resolve("site")).doesNotExist();
    }

    @Test
    void replacesSingleTemplates() throws IOException {
        Path templates = Files.createDirectories(work.resolve("templates/assets"));
        Files.writeString(templates.resolve("site.css"), "body { color: black }\n");
        Files.writeString(
                work.resolve("templates/packages.ftlh"),
                "<#import \"layout.ftlh\" as layout>\n<@layout.page frame=view.frame><h1>Mine</h1></@layout.page>\n");
        build(0, "--templates", work.resolve("templates").toString());

        assertThat(page("packages.html").selectFirst("h1").text()).isEqualTo("Mine");
        assertThat(page("packages.html").selectFirst(".brand")).isNotNull();
        assertThat(page("packages/sundial/index.html").selectFirst("h1").text()).startsWith("sundial");
        String stylesheet =
                page("packages.html").selectFirst("link[rel=stylesheet]").attr("href");
        assertThat(work.resolve("site").resolve(stylesheet)).hasContent("body { color: black }\n");
    }

    @Test
    void hasAPageForWhatIsNotThereWithAndWithoutCatalogue() {
        build(0, "--base-url", "https://packages.example.com/deep/below");
        assertThat(page("404.html").select(".bar a, link[rel=stylesheet], script"))
                .isNotEmpty()
                .allSatisfy(
                        link -> assertThat(link.attr("href") + link.attr("src")).startsWith("/deep/below/"));
        build(0);
        assertThat(page("404.html").selectFirst(".brand").attr("href")).isEqualTo("/index.html");
        build(0, "--without", "catalogue");
        assertThat(page("404.html").select("a").eachAttr("href")).containsExactly("/");
        build(0, "--without", "hosts");
        assertThat(work.resolve("site/404.html")).doesNotExist();
    }

    @Test
    void linksRelativelyWhereverTheSiteWillLive() {
        build(0, "--base-url", "https://packages.example.com/deep/below");

        assertThat(page("index.html").text())
                .contains("repo add --index=0 Universe https://packages.example.com/deep/below/repo-up-to-2.2.json");
        for (String name : new String[] {"index.html", "packages.html", "packages/sundial/index.html"}) {
            assertThat(page(name).select("a[href], link[rel=stylesheet], link[rel=icon], script[src]"))
                    .allSatisfy(link -> assertThat(link.attr("href") + link.attr("src"))
                            .doesNotStartWith("/")
                            .doesNotStartWith("https://packages.example.com"));
        }
    }

    private String build(int status, String... options) {
        return run(status, Path.of("../repo"), options);
    }

    private String run(int status, Path repo, String... options) {
        List<String> words = new ArrayList<>(List.of("build", "--quiet", "--repo", repo.toString(), "--out"));
        words.add(work.resolve("site").toString());
        words.addAll(List.of(options));
        Child.Result result = new Child().orrery(words.toArray(String[]::new));
        assertThat(result.status()).as(result.output()).isEqualTo(status);
        return result.output();
    }

    private Document page(String path) {
        return Jsoup.parse(BuiltSite.at(work.resolve("site")).text(path));
    }
}
