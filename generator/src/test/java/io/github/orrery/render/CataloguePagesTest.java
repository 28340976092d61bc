package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.site.Family;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CataloguePagesTest {
    @TempDir
    Path repo;

    private CatalogueUnderTest catalogue;

    @BeforeEach
    void make() {
        TestRepo.in(repo)
                .revision("kafka", 0, files -> files.set("version", "\"1.0\"")
                        .set("minDcosReleaseVersion", "\"1.8\"")
                        .set("tags", "[\"old\", \"Queue\"]"))
                .revision("kafka", 1, files -> files.set("version", "\"1.1\"").set("minDcosReleaseVersion", "\"1.10\""))
                .revision(
                        "kafka",
                        10,
                        files -> files.set("version", "\"1.1\"")
                                .set("packagingVersion", "\"4.0\"")
                                .set("minDcosReleaseVersion", "\"1.10\"")
                                .set("upgradesFrom", "[\"1.0\"]")
                                .set("framework", "true")
                                .set("selected", "true")
                                .set("tags", "[\"queue\", \"c++\", \"queue\"]")
                                .set("lastUpdated", "1592381309")
                                .set("licenses", "[{\"name\": \"Apache-2.0\", \"url\": \"https://example.com/l\"}]")
                                .file(
                                        "marathon.json.mustache",
                                        "{\"cpus\": 2, \"mem\": 1024, \"instances\": 1, \"ports\": [0, 9000]}")
                                .file(
                                        "config.json",
                                        """
                                        {"required": ["service"], "properties": {
                                          "plain": {"type": "boolean", "default": true},
                                          "service": {"description": "The service.", "required": ["name"], "properties": {
                                            "name": {"type": "string", "default": "kafka", "description": "Its `id`."},
                                            "port": {"type": "integer", "default": 9000, "minimum": 1, "maximum": 65535},
                                            "log": {"properties": {
                                              "level": {"type": "string", "enum": ["INFO", "WARN"]}}}}}}}
                                        """))
                .revision("gone", 0, files -> files.set("packagingVersion", "\"4.0\"")
                        .set("minDcosReleaseVersion", "\"9999\""))
                .revision("tool", 0, files -> files.without("marathon.json.mustache")
                        .without("config.json"));
        catalogue = CatalogueUnderTest.of(repo);
    }

    @Test
    void makesAPageForEachPackageAndRevisionAndTwoOfTheSite() {
        assertThat(catalogue.faults).isEmpty();
        assertThat(catalogue.pages.keySet())
                .containsAll(CatalogueUnderTest.AROUND)
                .filteredOn(path -> path.matches("packages.*|search.*"))
                .containsExactly(
                        "packages.html",
                        "packages/gone/index.html",
                        "packages/gone/revision-0.html",
                        "packages/kafka/index.html",
                        "packages/kafka/revision-0.html",
                        "packages/kafka/revision-1.html",
                        "packages/kafka/revision-10.html",
                        "packages/tool/index.html",
                        "packages/tool/revision-0.html",
                        "search-index.js");
    }

    @Test
    void listsPackagesByNameAndSaysWhichNoClusterSees() {
        Document list = catalogue.page("packages.html");
        assertThat(list.select(".card h3").eachText()).containsExactly("gone", "kafka", "tool");
        assertThat(list.select(".card.dim").text()).contains("gone").contains("withdrawn (minimum 9999)");
        assertThat(list.select("[role=status]").text())
                .isEqualTo("3 packages in 5 revisions, newest change 2020-06-17");
        assertThat(list.select(".letters a").eachAttr("href"))
                .containsExactly("packages.html#p-gone", "packages.html#p-kafka", "packages.html#p-tool");
        assertThat(list.select(".card .badge").eachText()).contains("selected", "framework", "CLI only");
    }

    @Test
    void dimsWhatSaysThatItIsDeprecated() {
        TestRepo.in(repo)
                .revision("old", 0, files -> files.set("description", "\"[DEPRECATED] Use kafka.\""))
                .revision("older", 0, files -> files.set("tags", "[\"Deprecated\"]"))
                .revision("young", 0, files -> files.set("description", "\"Finds deprecated things.\""));
        Document list = CatalogueUnderTest.of(repo).page("packages.html");
        assertThat(list.select(".card.dim h3").eachText()).containsExactly("gone", "old", "older");
        assertThat(list.select("#p-old .badge").text()).isEqualTo("deprecated");
    }

    @Test
    void leadsToTheFeedWhereThereIsOne() {
        assertThat(catalogue.page("packages.html").select("main a[href=feed.atom], link[href=feed.atom]"))
                .hasSize(2);
        CatalogueUnderTest without =
                CatalogueUnderTest.of(repo, Templates.bundled(), CatalogueUnderTest.options(Set.of(Family.FEEDS)));
        assertThat(without.html("packages.html")).doesNotContain("feed.atom");
    }

    @Test
    void showsTheNewestRevisionOnThePageOfThePackage() {
        Document page = catalogue.page("packages/kafka/index.html");
        assertThat(page.select("h1").text()).isEqualTo("kafka 1.1");
        assertThat(page.select(".cmds code").eachText())
                .containsExactly(
                        "dcos package install kafka",
                        "dcos package install kafka --package-version=1.1",
                        "dcos package install kafka --options=options.json");
        assertThat(page.select("#versions ~ * tbody th").eachText()).containsExactly("10", "1", "0");
        assertThat(page.select(".notice")).isEmpty();
    }

    @Test
    void saysAtTheTopWhatToKnowFirst() {
        assertThat(catalogue
                        .page("packages/kafka/index.html")
                        .select(".hero .badge")
                        .eachText())
                .containsExactly("selected", "framework", "DC/OS \u2265 1.10", "Apache-2.0");
        assertThat(catalogue
                        .page("packages/tool/index.html")
                        .select(".hero .badge")
                        .eachText())
                .containsExactly("CLI only", "Apache-2.0");
    }

    @Test
    void leadsFromATagToThePackagesThatHaveItToo() {
        assertThat(catalogue
                        .page("packages/kafka/index.html")
                        .select(".facts a[href*=tags]")
                        .eachAttr("href"))
                .containsExactly("../../tags.html#t-queue", "../../tags.html#t-c_2b_2b");
        Element older = catalogue.page("packages/kafka/revision-0.html").selectFirst("dt:containsOwn(Tags) + dd");
        assertThat(older.text()).isEqualTo("old, Queue");
        assertThat(older.select("a").eachAttr("href")).containsExactly("../../tags.html#t-queue");
    }

    @Test
    void saysWhatChangedSinceTheRevisionBefore() {
        Document page = catalogue.page("packages/kafka/index.html");
        assertThat(page.select("#changes").text()).isEqualTo("Changed since 1.1");
        assertThat(page.select("#changes a").attr("href")).isEqualTo("revision-1.html");
        assertThat(page.select(".changed li").eachText())
                .containsExactly(
                        "breaking option removed cpus",
                        "option added plain: boolean, default true",
                        "option added service.log.level: string",
                        "option added service.name: string, required, default \"kafka\"",
                        "option added service.port: integer, default 9000",
                        "the template of the app changed");
        assertThat(catalogue.page("packages/kafka/revision-1.html").select("#changes"))
                .isEmpty();
        assertThat(catalogue.page("packages/tool/index.html").select("#changes"))
                .isEmpty();
    }

    @Test
    void saysWhatChangedBesideOptions(@TempDir Path other) {
        CatalogueUnderTest made = CatalogueUnderTest.of(TestRepo.in(other)
                .revision("same", 0, files -> files.set("version", "\"1.0\""))
                .revision("same", 1, files -> files.set("version", "\"1.1\""))
                .revision("other", 0, files -> files.set("preInstallNotes", "\"Old.\"")
                        .set("minDcosReleaseVersion", "\"1.9\"")
                        .file("resource.json", docker("example/a:1", "example/b:1")))
                .revision("other", 1, files -> files.set("preInstallNotes", "\"New.\"")
                        .set("minDcosReleaseVersion", "\"1.10\"")
                        .file("resource.json", docker("example/a:2", "example/b:1")))
                .revision("large", 0, files -> files.without("config.json").file("marathon.json.mustache", "{}"))
                .revision("large", 1, files -> files.file(
                                "config.json",
                                IntStream.range(0, 120)
                                        .mapToObj(i -> "\"o" + i + "\": {\"type\": \"string\"}")
                                        .collect(Collectors.joining(", ", "{\"properties\": {", "}}")))
                        .file("marathon.json.mustache", "{}"))
                .path());

        assertThat(made.page("packages/same/index.html").select("#changes")).isEmpty();
        assertThat(made.page("packages/other/index.html").select(".changed li").eachText())
                .containsExactly(
                        "breaking needs DC/OS 1.10: before: 1.9",
                        "image added example/a:2",
                        "image removed example/a:1",
                        "notes changed preInstallNotes");
        assertThat(made.page("packages/large/index.html").select(".changed li")).hasSize(100);
        assertThat(made.page("packages/large/index.html").select(".changed + p").text())
                .isEqualTo("20 more changes are not listed here.");
    }

    private static String docker(String... images) {
        return IntStream.range(0, images.length)
                .mapToObj(i -> "\"i" + i + "\": \"" + images[i] + "\"")
                .collect(Collectors.joining(", ", "{\"assets\": {\"container\": {\"docker\": {", "}}}}"));
    }

    @Test
    void leadsFromAnOlderRevisionToTheNewest() {
        Document page = catalogue.page("packages/kafka/revision-0.html");
        assertThat(page.select(".notice a").attr("href")).isEqualTo("index.html");
        assertThat(page.select(".near a").eachAttr("href")).containsExactly("revision-1.html");
    }

    @Test
    void saysThatALaterRevisionHasTheSameVersion() {
        assertThat(catalogue
                        .page("packages/kafka/revision-1.html")
                        .select(".notice")
                        .text())
                .contains("same version")
                .contains("revision 10");
        assertThat(catalogue.page("packages/kafka/revision-10.html").select(".notice"))
                .isEmpty();
    }

    @Test
    void saysWhichClustersSeeARevisionAndWhyOthersDoNot() {
        Document page = catalogue.page("packages/kafka/index.html");
        assertThat(page.select(".sight li b").eachText())
                .containsExactly("1.6.1", "1.7", "1.8", "1.9", "1.10", "1.11", "1.12", "1.13", "2.0", "2.1", "2.2");
        Element old = page.select(".sight li").get(3);
        assertThat(old.text()).contains("needs DC/OS 1.10").contains("installs 1.0");
        assertThat(old.select("a.json").attr("href")).isEqualTo("../../1.9/package/kafka.json");
        assertThat(page.select(".sight li").get(0).select("a")).isEmpty();
        assertThat(page.select(".sight .yes b").eachText()).hasSize(7);
    }

    @Test
    void saysWhatOldClustersLoseAndWhereALaterRevisionTakesThePlace(@TempDir Path other) {
        TestRepo.in(other)
                .revision("kafka", 0, files -> files.set("packagingVersion", "\"4.0\"")
                        .set("upgradesFrom", "[\"0.9\"]")
                        .file(
                                "config.json",
                                "{\"properties\": {\"a\": {\"type\": \"string\", \"default\": \"say \\\"hi\\\"\"}}}"))
                .revision("kafka", 1, files -> files.set("minDcosReleaseVersion", "\"1.12\""));
        Document page = CatalogueUnderTest.of(other).page("packages/kafka/revision-0.html");
        assertThat(page.select(".sight li").get(0).text())
                .contains("downgraded to packaging version 2.0, without its upgrade paths");
        assertThat(page.select(".sight li").get(3).text())
                .contains("sees it, downgraded to packaging version 3.0, without its upgrade paths, quotes in defaults"
                        + " escaped once more");
        assertThat(page.select(".sight li").get(5).text()).isEqualTo("1.11 sees it installs 1.0.0 JSON for DC/OS 1.11");
        assertThat(page.select(".sight li").get(6).text())
                .contains("sees it, but installs revision 1, which has the same version");
    }

    @Test
    void describesEveryOptionUnderAnAddressOfItsOwn() {
        Document page = catalogue.page("packages/kafka/index.html");
        assertThat(page.select(".opts th[scope=row]").eachText())
                .containsExactly("plain", "service.name", "service.port", "service.log.level");
        Element name = page.getElementById("service.name");
        assertThat(name.select("a").attr("href")).isEqualTo("#service.name");
        assertThat(name.select("td").stream().map(Element::text))
                .containsExactly("string required", "\"kafka\"", "", "Its id.");
        assertThat(page.getElementById("service.port").text()).contains("1 to 65535");
        assertThat(page.getElementById("service.log.level").text()).contains("\"INFO\" | \"WARN\"");
        assertThat(page.getElementById("service.log").attr("class")).isEqualTo("sub");
        assertThat(page.getElementById("service").select("h3").text()).isEqualTo("service");
    }

    @Test
    void givesNoOptionAnIdThatThePageHasAlready(@TempDir Path other) {
        String options = String.join(
                ", ",
                catalogue.page("packages/kafka/index.html").select("[id]").eachAttr("id").stream()
                        .map(id -> "\"" + id + "\": {\"type\": \"string\"}")
                        .toList());
        CatalogueUnderTest made = CatalogueUnderTest.of(TestRepo.in(other)
                .revision("kafka", 0, files -> files.set("version", "\"0.9\""))
                .revision("kafka", 1, files -> files.set("packagingVersion", "\"4.0\"")
                        .set("upgradesFrom", "[\"0.9\"]")
                        .file("config.json", "{\"properties\": {" + options + "}}"))
                .path());

        assertThat(made.page("packages/kafka/index.html").select("[id]").eachAttr("id"))
                .contains("try", "compare", "path", "try~2")
                .doesNotHaveDuplicates();
    }

    @Test
    void saysWhatTheAppNeedsWhereThatIsKnown() {
        assertThat(catalogue
                        .page("packages/kafka/revision-0.html")
                        .select(".needs")
                        .text())
                .isEqualTo("CPU 0.5");
        assertThat(catalogue.page("packages/kafka/index.html").select(".needs").text())
                .isEqualTo("CPU 2 Memory 1024 MiB Instances 1 Ports any free one, 9000");
        assertThat(catalogue.page("packages/tool/index.html").select(".needs")).isEmpty();
    }

    @Test
    void showsScreenshotsThatPagesMayShowAndLeadsToTheOthers() {
        TestRepo.in(repo)
                .revision(
                        "seen",
                        0,
                        files -> files.file(
                                "resource.json",
                                """
                        {"images": {"screenshots": ["https://example.com/a.png", "http://example.com/b.png",
                          "javascript:alert(1)", "", "https://example.com/c.png", "data:image/png;base64,AAAA"]}}"""));
        Element shots =
                CatalogueUnderTest.of(repo).page("packages/seen/index.html").selectFirst(".shots");
        assertThat(shots.select("img").eachAttr("src"))
                .containsExactly(
                        "https://example.com/a.png", "https://example.com/c.png", "data:image/png;base64,AAAA");
        assertThat(shots.select("img").eachAttr("alt"))
                .containsExactly("Screenshot 1 of seen", "Screenshot 4 of seen", "Screenshot 5 of seen");
        assertThat(shots.select("img[width][height][loading=lazy]")).hasSize(3);
        assertThat(shots.select("a").eachAttr("href"))
                .containsExactly("https://example.com/a.png", "http://example.com/b.png", "https://example.com/c.png");
        assertThat(shots.select("li").eachText()).containsExactly("Screenshot 2 of seen", "javascript:alert(1)");
    }

    @Test
    void linksOnlyToFilesThatAreInTheSite() {
        Set<Family> without = Set.of(Family.SHARDS, Family.INDEXES, Family.ZIPS, Family.ARCHIVES);
        CatalogueUnderTest bare = CatalogueUnderTest.of(repo, Templates.bundled(), CatalogueUnderTest.options(without));
        assertThat(bare.page("packages/kafka/index.html").select("a[href$=.json]"))
                .isEmpty();
        assertThat(bare.page("index.html").select("a[href*=repo-up-to], a[href=universe.json], a[href^=packages.t]"))
                .isEmpty();
    }

    @Test
    void hasNoDeadLinkBetweenPagesAndNoDeadAnchor() {
        for (String path : catalogue.htmlPaths()) {
            for (Element link : catalogue.page(path).select("a[href]")) {
                String target = link.absUrl("href").replaceFirst("https://site.invalid/", "");
                String file = target.replaceFirst("#.*", "");
                if (file.endsWith(".html") && !file.startsWith("http")) {
                    assertThat(catalogue.pages).as("%s in %s", target, path).containsKey(file);
                    if (target.contains("#")) {
                        assertThat(catalogue.page(file).getElementById(target.replaceFirst(".*#", "")))
                                .as("%s in %s", target, path)
                                .isNotNull();
                    }
                }
            }
        }
    }

    @Test
    void isTheSameEachTime() {
        CatalogueUnderTest again = CatalogueUnderTest.of(repo);
        assertThat(again.pages.keySet()).isEqualTo(catalogue.pages.keySet());
        again.pages.forEach((path, bytes) -> assertThat(bytes).as(path).isEqualTo(catalogue.pages.get(path)));
    }

    @Test
    void namesTheLineOfATemplateOfTheUsersThatIsBroken(@TempDir Path own) throws IOException {
        Files.writeString(own.resolve("packages.ftlh"), "<p>\n${view.nothing}\n");
        Files.writeString(own.resolve("package.ftlh"), "fine\n\n<#if>\n");
        CatalogueUnderTest broken =
                CatalogueUnderTest.of(repo, Templates.withOverrides(own), CatalogueUnderTest.options(Set.of()));
        assertThat(broken.faults)
                .anySatisfy(fault -> {
                    assertThat(fault.template()).isEqualTo("packages.ftlh");
                    assertThat(fault.line()).isEqualTo(2);
                    assertThat(fault.message()).contains("view.nothing").doesNotContain("\n");
                })
                .anySatisfy(fault -> {
                    assertThat(fault.template()).isEqualTo("package.ftlh");
                    assertThat(fault.line()).isEqualTo(3);
                });
        assertThat(broken.pages.keySet())
                .doesNotContain("packages.html")
                .noneMatch(path -> path.startsWith("packages/"));
    }

    @Test
    void takesSingleTemplatesOfTheUsers(@TempDir Path own) throws IOException {
        Files.writeString(own.resolve("packages.ftlh"), "<p>${view.cards?size}: ${view.cards[0].name}</p>");
        CatalogueUnderTest mixed =
                CatalogueUnderTest.of(repo, Templates.withOverrides(own), CatalogueUnderTest.options(Set.of()));
        assertThat(mixed.html("packages.html")).isEqualTo("<p>3: gone</p>");
        assertThat(mixed.html("index.html")).contains("<h1>");
    }

    @Test
    void givesTemplatesNothingButViews(@TempDir Path own) throws IOException {
        for (String expression : new String[] {
            "${view.getClass()}",
            "${view.class.name}",
            "${view.hashCode()}",
            "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
            "${view.frame?api.title()}",
            "<#include \"/etc/passwd\">",
            "<#include \"../secret.ftlh\">"
        }) {
            Files.writeString(own.resolve("packages.ftlh"), expression);
            CatalogueUnderTest refused =
                    CatalogueUnderTest.of(repo, Templates.withOverrides(own), CatalogueUnderTest.options(Set.of()));
            assertThat(refused.faults).as(expression).hasSize(1);
        }
    }

    @Test
    void noTemplateSwitchesEscapingOff() throws IOException {
        try (var files = Files.walk(Path.of("..", "templates"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".ftlh")).filter(file -> {
                        String text = read(file);
                        return text.contains("no_esc")
                                || text.contains("noautoesc")
                                || text.contains("output_format")
                                || text.contains("style=\"")
                                || text.contains("<script>");
                    }))
                    .isEmpty();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
