package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.Corpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The catalogue of the real Universe. */
@Tag("corpus")
class RealCatalogueTest {
    private static CatalogueUnderTest catalogue;

    @BeforeAll
    static void make() {
        catalogue = CatalogueUnderTest.of(Corpus.universe3());
    }

    @Test
    void hasAPageForEachPackageAndRevision() {
        assertThat(catalogue.faults).isEmpty();
        assertThat(catalogue.rows).hasSize(151);
        assertThat(catalogue.pages).hasSize(151 + 1006 + 10 + 1);
    }

    @Test
    void keepsItsBudgets() throws IOException {
        assertThat(gzipped(catalogue.pages.get("packages.html"))).isLessThan(35 * 1024);
        assertThat(gzipped(catalogue.pages.get("search-index.js"))).isLessThan(15 * 1024);
        assertThat(gzipped(Templates.bundled().asset("assets/list.js"))).isLessThan(8 * 1024);
        assertThat(gzipped(Templates.bundled().asset("assets/site.css"))).isLessThan(10 * 1024);
        double average = catalogue.pages.entrySet().stream()
                .filter(page -> page.getKey().endsWith("/index.html"))
                .mapToInt(page -> page.getValue().length)
                .average()
                .orElseThrow();
        assertThat(average).isLessThan(34 * 1024);
    }

    @Test
    void hasNoDeadLinkNoDeadAnchorAndNoIdTwice() {
        Map<String, Set<String>> ids = new TreeMap<>();
        Map<String, Set<String>> links = new TreeMap<>();
        for (String path : catalogue.htmlPaths()) {
            Document page = catalogue.page(path);
            Set<String> own = new HashSet<>();
            for (Element element : page.select("[id]")) {
                assertThat(own.add(element.id()))
                        .as("%s in %s", element.id(), path)
                        .isTrue();
            }
            ids.put(path, own);
            Set<String> targets = new HashSet<>();
            page.select("a[href]").forEach(link -> targets.add(link.absUrl("href")));
            links.put(path, targets);
        }
        links.forEach((path, targets) -> targets.forEach(target -> {
            if (target.startsWith("https://site.invalid/") && target.contains(".html")) {
                String[] parts =
                        target.substring("https://site.invalid/".length()).split("#", 2);
                assertThat(ids).as("%s in %s", target, path).containsKey(parts[0]);
                if (parts.length == 2) {
                    assertThat(ids.get(parts[0])).as("%s in %s", target, path).contains(parts[1]);
                }
            }
        }));
    }

    private static int gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.size();
    }
}
