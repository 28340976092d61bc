package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.site.Family;
import io.github.orrery.testing.TestRepo;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages around the list. */
class AroundPagesTest {
    @TempDir
    Path repo;

    private CatalogueUnderTest catalogue;

    @BeforeEach
    void make() {
        TestRepo.in(repo)
                .revision("kafka", 0, files -> files.set("packagingVersion", "\"4.0\"")
                        .set("lastUpdated", "1577836800"))
                .revision("kafka", 1, files -> files.set("packagingVersion", "\"4.0\"")
                        .set("version", "\"2.0\"")
                        .set("tags", "[\"Queue\", \"queue\", \"c++\", \"c__\"]")
                        .set("lastUpdated", "1580515200"))
                .revision("redis", 0, files -> files.set("tags", "[\"queue\"]")
                        .set("maintainer", "\"https://example.com/redis\"")
                        .set("minDcosReleaseVersion", "\"1.10\""))
                .revision("zeta", 0, files -> files.set("tags", "[\"c++\"]")
                        .set("maintainer", "\"Maintainer@Example.com\""));
        catalogue = CatalogueUnderTest.of(repo);
    }

    @Test
    void groupsPackagesByTagWhateverItsCase() {
        Document tags = catalogue.page("tags.html");
        assertThat(tags.select(".groups dt").eachText()).containsExactly("c++ 2", "c__ 1", "Queue 2");
        assertThat(tags.select(".groups > div").eachAttr("id")).containsExactly("t-c_2b_2b", "t-c_5f_5f", "t-queue");
        assertThat(tags.select("#t-queue dd a").eachAttr("href"))
                .containsExactly("packages/kafka/index.html", "packages/redis/index.html");
        assertThat(tags.select(".letters a").eachText()).containsExactly("c++ 2", "Queue 2");
        assertThat(catalogue.page("packages.html").select("#browse a").eachAttr("href"))
                .containsExactly("tags.html#t-c_2b_2b", "tags.html#t-queue");
    }

    @Test
    void saysWhoMaintainsWhatAndHowToReachThem() {
        Document page = catalogue.page("maintainers.html");
        assertThat(page.select(".groups dt").eachText())
                .containsExactly("https://example.com/redis 1 contact", "maintainer@example.com 2 contact");
        assertThat(page.select(".groups dt a").eachAttr("href"))
                .containsExactly("https://example.com/redis", "mailto:maintainer@example.com");
    }

    @Test
    void listsWhatWasPublishedLastByMonth() {
        Document page = catalogue.page("new.html");
        assertThat(page.select("h2").eachText()).containsExactly("2020-02", "2020-01");
        assertThat(page.select(".news li").eachText())
                .containsExactly("2020-02-01 kafka 2.0", "2020-01-01 kafka 1.0.0 new");
        assertThat(page.select(".news a.v").eachAttr("href"))
                .containsExactly("packages/kafka/revision-1.html", "packages/kafka/revision-0.html");
        assertThat(page.select(".small").text()).isEqualTo("2 without a date are on the pages of their packages.");
    }

    @Test
    void hasTheLineThatAddsTheRepositoryForEachVersion() {
        Document page = catalogue.page("use.html");
        Element line = page.select("tbody tr").get(0);
        assertThat(line.text())
                .isEqualTo("2.2 3 dcos package repo add --index=0 Universe"
                        + " https://universe.example.com/repo-up-to-2.2.json repo-up-to-2.2.json");
        assertThat(page.select("tbody tr")).hasSize(11);
        assertThat(page.text()).contains("Put the address of your host");
        assertThat(catalogue.page("packages.html").select(".uses a").eachAttr("href"))
                .hasSize(11)
                .contains("repo-up-to-1.13.json");
        assertThat(catalogue.page("packages.html").select("a[href=SHA256SUMS], a[href=universe.json]"))
                .hasSize(2);
    }

    @Test
    void namesTheHostWhereItIsKnown() {
        CatalogueOptions options = new CatalogueOptions(
                "Universe",
                "https://dcos.example.org/u/",
                CatalogueUnderTest.options(Set.of()).dcosVersions(),
                Set.of());
        Document page =
                CatalogueUnderTest.of(repo, Templates.bundled(), options).page("use.html");
        assertThat(page.text())
                .contains("dcos package repo add --index=0 Universe https://dcos.example.org/u/repo-up-to-2.2.json")
                .doesNotContain("Put the address of your host");
    }

    @Test
    void describesTheFilesThatTheSiteHolds() {
        Document page = catalogue.page("api.html");
        assertThat(page.select(".api a").eachAttr("href"))
                .contains("repo-up-to-2.2.json", "2.2/package/kafka.json", "search-index.js", "site.json");
        CatalogueUnderTest bare = CatalogueUnderTest.of(
                repo, Templates.bundled(), CatalogueUnderTest.options(Set.of(Family.INDEXES, Family.SHARDS)));
        assertThat(bare.page("api.html").select(".api a[href*=repo-up-to-2], .api a[href*=/package/]"))
                .isEmpty();
    }

    @Test
    void showsEveryPackageForEveryClusterAndWhatOldOnesLose() {
        TestRepo.in(repo)
                .revision("paths", 0, files -> files.set("packagingVersion", "\"4.0\"")
                        .set("upgradesFrom", "[\"0.9\"]")
                        .set("minDcosReleaseVersion", "\"1.8\""))
                .revision("paths", 1, files -> files.set("packagingVersion", "\"4.0\"")
                        .set("version", "\"2.0\"")
                        .set("minDcosReleaseVersion", "\"1.12\""));
        Document page = CatalogueUnderTest.of(repo).page("clusters.html");
        assertThat(page.select("thead th").eachText())
                .containsExactly(
                        "Package", "1.6.1", "1.7", "1.8", "1.9", "1.10", "1.11", "1.12", "1.13", "2.0", "2.1", "2.2");
        Element row = page.selectFirst("tbody tr:has(a[href=packages/paths/index.html])");
        assertThat(row.select("td").eachText()).containsExactly("\u2013", "1.0.0 loses 3", "1.0.0", "2.0");
        assertThat(row.select("td").eachAttr("colspan")).containsExactly("2", "2", "2", "5");
        assertThat(page.getElementById("loss-3").text())
                .isEqualTo("3 1 package downgraded to packaging version 3.0, without its upgrade paths");
        assertThat(row.select("td a").eachAttr("href"))
                .contains("packages/paths/revision-0.html", "#loss-3", "packages/paths/revision-1.html");
        for (Element line : page.select("tbody tr")) {
            assertThat(line.select("td").stream()
                            .mapToInt(cell -> Integer.parseInt("0" + cell.attr("colspan")))
                            .map(span -> Math.max(1, span))
                            .sum())
                    .isEqualTo(11);
        }
    }

    @Test
    void saysWhatPackagesLeaveToWish() {
        TestRepo.in(repo).revision("wish", 0, files -> files.unset("licenses")
                .set("website", "\"http://example.com/\"")
                .without("resource.json")
                .file(
                        "config.json",
                        """
                        {"properties": {"a": {"type": "string"}, "b": {"properties": {
                          "c": {"type": "string", "description": "Said."}, "d": {"type": "string", "default": ""}}}}}
                        """)
                .file("marathon.json.mustache", "{\"id\": \"{{a}}\"}"));
        Document page = CatalogueUnderTest.of(repo).page("health.html");
        assertThat(page.select("#gap-licence dd a").eachText()).containsExactly("wish");
        assertThat(page.select("#gap-icon dd a").eachText()).containsExactly("wish");
        assertThat(page.select("#gap-http dd a").eachText()).containsExactly("wish");
        assertThat(page.select("#gap-options dd a").eachText()).contains("wish (2)");
        assertThat(page.select("#gap-date dd a").eachText()).containsExactly("redis", "wish", "zeta");
        assertThat(page.select("#gap-withdrawn")).isEmpty();
    }

    @Test
    void summarisesWhatTheCheckWarnsOf() {
        TreeMap<String, Integer> newest = new TreeMap<>();
        newest.put("kafka", 3);
        newest.put("redis", 1);
        CatalogueUnderTest warned = CatalogueUnderTest.of(
                repo,
                List.of(
                        new Warned("option-undefined", "An option that is not there.", "Define it.", newest, 7, 0),
                        new Warned("unknown-file", "A file too many.", "Remove it.", new TreeMap<>(), 1, 2)));
        Element rule = warned.page("health.html").getElementById("rule-option-undefined");
        assertThat(rule.text())
                .isEqualTo("option-undefined 2 packages, 7 more in older revisions"
                        + " An option that is not there. Define it. kafka (3) redis");
        assertThat(warned.page("health.html")
                        .getElementById("rule-unknown-file")
                        .text())
                .isEqualTo("unknown-file 1 in older revisions, 2 outside revisions A file too many. Remove it.");
    }

    @Test
    void leadsFromEveryPageToTheOthers() {
        for (String path : catalogue.htmlPaths()) {
            Document page = catalogue.page(path);
            assertThat(page.select("nav[aria-label=Site] a").eachText())
                    .as(path)
                    .containsExactly("Packages", "New", "Tags", "Use it");
            assertThat(page.select(".foot a").eachText()).as(path).contains("Maintainers", "For programs");
        }
        assertThat(catalogue.page("tags.html").select("[aria-current=page]").text())
                .isEqualTo("Tags");
    }
}
