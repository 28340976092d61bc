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

    private CatalogueUnderTest without(EnumSet<Family> families) {
        return CatalogueUnderTest.of(repo, Templates.bundled(), CatalogueUnderTest.options(families));
    }
}
