package io.github.orrery.render;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.site.CachePolicy;
import io.github.orrery.site.Family;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import io.github.orrery.site.SitePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The catalogue: a page for each package and revision, the list, the start page, and what they load. */
public final class CatalogueRenderer implements Renderer {
    private static final String SVG = "image/svg+xml";

    private final SiteOutput output;
    private final CataloguePages catalogue;
    private final Consumer<PageFault> faults;
    private final List<CatalogueRow> rows = new ArrayList<>();

    /** @param faults is told what is wrong with the user's templates, by one thread at a time */
    public CatalogueRenderer(
            SiteOutput output, Templates templates, CatalogueOptions options, Consumer<PageFault> faults)
            throws IOException {
        this.output = output;
        this.catalogue = new CataloguePages(templates, options);
        this.faults = faults;
        for (Map.Entry<String, byte[]> asset : catalogue.assets().entrySet()) {
            String mediaType = asset.getKey().endsWith(".svg") ? SVG : SiteFile.CSS;
            output.put(
                    new SiteFile(new SitePath(asset.getKey()), mediaType, CachePolicy.IMMUTABLE, Family.CATALOGUE),
                    asset.getValue());
        }
    }

    @Override
    public Part render(PackageSelection selection, AppRenderer apps) throws IOException {
        CataloguePages.OfPackage made = catalogue.packagePages(selection, apps);
        put(made.pages());
        return () -> {
            made.faults().forEach(faults);
            rows.add(made.row());
        };
    }

    @Override
    public void finish() throws IOException {
        CataloguePages.OfSite made = catalogue.homePages(rows);
        put(made.pages());
        made.faults().forEach(faults);
    }

    private void put(Map<String, byte[]> pages) throws IOException {
        for (Map.Entry<String, byte[]> page : pages.entrySet()) {
            output.put(SiteFile.page(page.getKey(), SiteFile.HTML, Family.CATALOGUE), page.getValue());
        }
    }
}
