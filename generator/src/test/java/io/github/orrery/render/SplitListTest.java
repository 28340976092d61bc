package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** A list of more than a thousand packages. */
class SplitListTest {
    private static final CataloguePages CATALOGUE =
            new CataloguePages(Templates.bundled(), CatalogueUnderTest.options(Set.of()));

    @Test
    void staysWholeUpToAThousand() {
        SortedMap<String, CataloguePages.Page> pages = pages(1000);
        assertThat(page(pages, "packages.html").select("#all .card")).hasSize(1000);
        assertThat(pages.keySet()).noneMatch(path -> path.startsWith("packages-"));
        assertThat(searchIndex(pages)).doesNotContain("\"icon\"");
    }

    @Test
    void hasAPageForEachLetterThatLeadsToTheOthers() {
        SortedMap<String, CataloguePages.Page> pages = pages(1001);
        List<String> letters = List.of("b", "c", "g", "h", "k", "l", "m", "n", "p", "q", "s");
        List<String> links =
                letters.stream().map(letter -> "packages-" + letter + ".html").toList();
        int cards = 0;
        for (String letter : letters) {
            Document page = page(pages, "packages-" + letter + ".html");
            assertThat(page.select("#letters a").eachAttr("href")).isEqualTo(links);
            assertThat(page.select("#letters [aria-current]").text()).isEqualToIgnoringCase(letter);
            assertThat(page.select("#all h3").eachText()).isNotEmpty().allMatch(name -> name.startsWith(letter));
            assertThat(page.select("h1").text()).isEqualToIgnoringCase("Packages: " + letter);
            cards += page.select("#all .card").size();
        }
        assertThat(cards).isEqualTo(1001);
        assertThat(page(pages, "index.html").select(".letters a").eachAttr("href"))
                .isEqualTo(links);
    }

    @Test
    void beginsWithTheFirstLetterAndWhatTheWholeListSays() {
        SortedMap<String, CataloguePages.Page> pages = pages(1001);
        Document first = page(pages, "packages.html");
        assertThat(first.select("#all h3").eachText()).isNotEmpty().allMatch(name -> name.startsWith("b"));
        assertThat(first.select("[role=status]").text()).startsWith("1001 packages in ");
        assertThat(first.select("#new, #use")).hasSize(2);
        assertThat(page(pages, "packages-b.html").select("#new, #use")).isEmpty();
    }

    @Test
    void keepsTheSearchDataInOneFile() {
        SortedMap<String, CataloguePages.Page> pages = pages(1001);
        assertThat(searchIndex(pages).lines().filter(line -> line.startsWith("{\"name\"")))
                .hasSize(1001);
        assertThat(page(pages, "packages-k.html").select("script[defer]").eachAttr("src"))
                .contains("search-index.js");
    }

    private static SortedMap<String, CataloguePages.Page> pages(int packages) {
        return CATALOGUE.homePages(GeneratedList.rows(packages), Warned.NONE);
    }

    private static Document page(SortedMap<String, CataloguePages.Page> pages, String path) {
        return Jsoup.parse(new String(pages.get(path).make(), StandardCharsets.UTF_8));
    }

    private static String searchIndex(SortedMap<String, CataloguePages.Page> pages) {
        return new String(pages.get("search-index.js").make(), StandardCharsets.UTF_8);
    }
}
