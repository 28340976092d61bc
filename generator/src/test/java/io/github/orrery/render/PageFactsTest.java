package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.site.Family;
import io.github.orrery.testing.TestRepo;
import java.nio.file.Path;
import java.util.EnumSet;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single facts of pages that are easily lost or overstated. */
class PageFactsTest {
    @TempDir
    Path repo;

    private Document only(TestRepo.Change change) {
        TestRepo.in(repo).revision("only", 0, change);
        return CatalogueUnderTest.of(repo).page("packages/only/index.html");
    }

    @Test
    void namesTheHostsOfAPackageThatIsOnlyACommandLine() {
        Document page = only(
                files -> files.without("marathon.json.mustache")
                        .without("config.json")
                        .file(
                                "resource.json",
                                """
                        {"cli": {"binaries": {"linux": {"x86-64": {
                          "kind": "executable", "url": "https://downloads.example.org/linux/tool",
                          "contentHash": [{"algo": "sha256", "value": "ab"}]}}}}}
                        """));
        assertThat(page.select("#needs ~ ul code").eachText()).containsExactly("downloads.example.org");
        assertThat(page.select(".toc a[href=#needs]")).hasSize(1);
    }

    @Test
    void saysNothingOfClustersWhereNoIndexIsMade() {
        TestRepo.in(repo)
                .revision("kafka", 0, files -> files.set("packagingVersion", "\"4.0\"")
                        .set("minDcosReleaseVersion", "\"1.10\""))
                .revision("kafka", 1, files -> files.set("packagingVersion", "\"4.0\"")
                        .set("minDcosReleaseVersion", "\"9999.0\""));
        CatalogueUnderTest none = without(EnumSet.of(Family.INDEXES, Family.SHARDS, Family.ZIPS));
        for (String page : new String[] {"index.html", "revision-0.html", "revision-1.html"}) {
            Document shown = none.page("packages/kafka/" + page);
            assertThat(shown.select(".sight, tr.dim")).as(page).isEmpty();
            assertThat(shown.select(".notice").text()).doesNotContain("cluster");
            assertThat(shown.select("section[aria-labelledby=visible]").text())
                    .isEqualTo("Who sees it No index is made of this repository.");
        }
        assertThat(none.page("clusters.html").select("table")).isEmpty();
        assertThat(none.page("packages.html").select(".card.dim")).isEmpty();
    }

    @Test
    void tellsOnlyOfTheClustersForWhichThereIsAFile() {
        TestRepo.in(repo).revision("kafka", 0, files -> files.set("packagingVersion", "\"2.0\""));
        assertThat(without(EnumSet.of(Family.ZIPS))
                        .page("clusters.html")
                        .select("thead th")
                        .eachText())
                .hasSize(10)
                .doesNotContain("1.7");
        assertThat(without(EnumSet.of(Family.INDEXES, Family.SHARDS))
                        .page("clusters.html")
                        .select("thead th")
                        .eachText())
                .containsExactly("Package", "1.6.1", "1.7");
        assertThat(without(EnumSet.of(Family.INDEXES))
                        .page("clusters.html")
                        .select("thead th")
                        .eachText())
                .hasSize(12);
    }

    @Test
    void countsAsUndescribedTheOptionsThatThePageHasNoWordsFor() {
        Document page = only(
                files -> files.file(
                        "config.json",
                        """
                {"properties": {"titled": {"title": "Said."}, "blank": {"description": " "}, "odd": true,
                  "open": {"properties": {}}, "group": {"properties": {"inner": {"description": "Said."}}}}}
                """));
        assertThat(page.select("#configuration ~ * tbody tr[id] td:last-child")).hasSize(4);
        assertThat(CatalogueUnderTest.of(repo)
                        .page("health.html")
                        .select("#gap-options dd a")
                        .text())
                .isEqualTo("only (2)");
    }

    @Test
    void speaksOfDashedLinesOnlyWhereThereAreSome() {
        TestRepo.in(repo)
                .revision("kafka", 0, files -> files.set("packagingVersion", "\"4.0\"")
                        .set("minDcosReleaseVersion", "\"1.10\"")
                        .set("upgradesFrom", "[\"*\"]"))
                .revision("kafka", 1, files -> files.set("packagingVersion", "\"4.0\"")
                        .set("version", "\"2.0\"")
                        .set("upgradesFrom", "[\"*\"]")
                        .set("minDcosReleaseVersion", "\"999\""));
        Document page = CatalogueUnderTest.of(repo).page("packages/kafka/index.html");
        assertThat(page.select(".graph")).isEmpty();
        assertThat(page.select("#cap-upgrades").text()).doesNotContain("dashed").startsWith("2 versions can be");
    }

    @Test
    void leadsToNobodyFromATag() {
        TestRepo.in(repo)
                .revision("kafka", 0, files -> files.set("tags", "[\"https://evil.example.org\", \"a@b.co\"]"));
        Document page = CatalogueUnderTest.of(repo).page("tags.html");
        assertThat(page.select(".groups dt")).hasSize(2);
        assertThat(page.select(".groups dt a")).isEmpty();
    }

    @Test
    void leadsToMaintainersAtTheirWholeAddressOrNotAtAll() {
        String address = "https://example.org/" + "a".repeat(150);
        TestRepo.in(repo)
                .revision("kafka", 0, files -> files.set("maintainer", "\"" + address + "\""))
                .revision(
                        "spark",
                        0,
                        files -> files.set("maintainer", "\"https://example.com/" + "b".repeat(400) + "\""));
        Document page = CatalogueUnderTest.of(repo).page("maintainers.html");
        assertThat(page.select(".groups dt")).hasSize(2);
        assertThat(page.select(".groups dt a").eachAttr("href")).containsExactly(address);
    }

    @Test
    void hasNoLicenceOrTagWithoutAName() {
        Document page = only(files -> files.set("licenses", "[{\"name\": \" \", \"url\": \"https://example.com/l\"}]")
                .set("tags", "[\"\", \"queue\"]"));
        assertThat(page.select(".facts dt").eachText()).contains("Tags").doesNotContain("Licence");
        assertThat(CatalogueUnderTest.of(repo).html("search-index.js"))
                .contains("\"licences\":[]", "\"tags\":[\"queue\"]");
    }

    @Test
    void saysOnceThatAFrameworkNeedsMore() {
        TestRepo.Change licence =
                files -> files.set("licenses", "[{\"name\": \"framework\", \"url\": \"https://example.com/l\"}]")
                        .file("marathon.json.mustache", "{\"id\": \"a\", \"cpus\": 1}");
        String more = "what the framework starts needs more";
        assertThat(only(licence).select("section[aria-labelledby=needs]").text())
                .contains("As the app that default options give")
                .doesNotContain(more);
        assertThat(only(files -> {
                            licence.apply(files);
                            files.set("framework", "true");
                        })
                        .select("section[aria-labelledby=needs]")
                        .text())
                .containsOnlyOnce(more);
    }

    @Test
    void describesItselfToProgramsWithoutMarks() {
        Document page = only(files -> files.set("description", "\"**Fast** `queue`.\\n\\nMore.\""));
        assertThat(page.select("meta[name=description], meta[property=og:description]")
                        .eachAttr("content"))
                .containsExactly("Fast queue.", "Fast queue.");
        assertThat(page.select("script[type=application/ld+json]").html()).contains("\"description\":\"Fast queue.\"");
    }

    @Test
    void namesTheFilesForProgramsThatAreThere() {
        TestRepo.in(repo).revision("kafka", 0);
        assertThat(CatalogueUnderTest.of(repo).page("api.html").select(".api a").eachAttr("href"))
                .contains("packages.tgz", "packages.zip", "feed.atom", "packages/kafka/feed.atom")
                .contains("packages/kafka/data.js");
        assertThat(without(EnumSet.of(Family.ARCHIVES, Family.FEEDS))
                        .page("api.html")
                        .select(".api a")
                        .eachAttr("href"))
                .doesNotContain("packages.zip", "feed.atom", "packages/kafka/feed.atom")
                .contains("packages/kafka/data.js");
    }

    private CatalogueUnderTest without(EnumSet<Family> families) {
        return CatalogueUnderTest.of(repo, Templates.bundled(), CatalogueUnderTest.options(families));
    }
}
