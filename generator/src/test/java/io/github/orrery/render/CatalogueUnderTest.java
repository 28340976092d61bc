package io.github.orrery.render;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.problem.Problems;
import io.github.orrery.read.UniverseReader;
import io.github.orrery.read.UniverseTree.PackageDirectory;
import io.github.orrery.select.IndexSelector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The pages of a repository, made in memory. */
final class CatalogueUnderTest {
    /** The pages around the list, whatever the packages are. */
    static final List<String> AROUND = List.of(
            "api.html",
            "clusters.html",
            "health.html",
            "index.html",
            "maintainers.html",
            "new.html",
            "tags.html",
            "use.html");

    final TreeMap<String, byte[]> pages = new TreeMap<>();
    final List<CatalogueRow> rows = new ArrayList<>();
    final Set<PageFault> faults = new LinkedHashSet<>();

    static CatalogueUnderTest of(Path repo) {
        return of(repo, Templates.bundled(), options(Set.of()));
    }

    static CatalogueOptions options(Set<io.github.orrery.site.Family> without) {
        return new CatalogueOptions("Universe", null, DcosReleaseVersion.DEFAULTS, without);
    }

    static CatalogueUnderTest of(Path repo, List<Warned> warnings) {
        return of(repo, Templates.bundled(), options(Set.of()), warnings);
    }

    static CatalogueUnderTest of(Path repo, Templates templates, CatalogueOptions options) {
        return of(repo, templates, options, Warned.NONE);
    }

    static CatalogueUnderTest of(Path repo, Templates templates, CatalogueOptions options, List<Warned> warnings) {
        CatalogueUnderTest made = new CatalogueUnderTest();
        CataloguePages catalogue = new CataloguePages(templates, options);
        for (PackageSelection selection : selections(repo)) {
            CataloguePages.OfPackage ofPackage = catalogue.packagePages(selection, new AppRenderer());
            made.make(ofPackage.pages());
            made.rows.add(ofPackage.row());
        }
        made.make(catalogue.homePages(made.rows, warnings));
        return made;
    }

    private void make(Map<String, CataloguePages.Page> made) {
        made.forEach((path, page) -> {
            try {
                pages.put(path, page.make());
            } catch (PageFault.Thrown e) {
                faults.add(e.fault());
            }
        });
    }

    static List<PackageSelection> selections(Path repo) {
        try {
            UniverseReader reader = UniverseReader.open(repo, new Problems());
            IndexSelector selector = new IndexSelector(DcosReleaseVersion.DEFAULTS);
            List<PackageSelection> selections = new ArrayList<>();
            for (PackageDirectory directory : reader.tree().packages()) {
                reader.read(directory).universePackage().ifPresent(read -> selections.add(selector.select(read)));
            }
            return selections;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    List<String> htmlPaths() {
        return pages.keySet().stream().filter(path -> path.endsWith(".html")).toList();
    }

    String html(String path) {
        return new String(pages.get(path), StandardCharsets.UTF_8);
    }

    Document page(String path) {
        return Jsoup.parse(html(path), "https://site.invalid/" + path);
    }
}
