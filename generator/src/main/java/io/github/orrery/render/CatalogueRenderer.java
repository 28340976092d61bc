package io.github.orrery.render;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.model.UniversePackage;
import io.github.orrery.site.CachePolicy;
import io.github.orrery.site.Family;
import io.github.orrery.site.Image;
import io.github.orrery.site.ImageType;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import io.github.orrery.site.SitePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The catalogue: a page for each package and revision, the list, the start page, and what they load. */
public final class CatalogueRenderer implements Renderer {
    private final CataloguePages catalogue;
    private final Consumer<PageFault> faults;
    private final List<CatalogueRow> rows = new ArrayList<>();
    private final Supplier<List<Warned>> warnings;
    private @Nullable SiteOutput output;

    /**
     * @param warnings what {@code check} warns of, asked for when a site is finished
     * @param faults is told what is wrong with the user's templates, by one thread at a time
     */
    public CatalogueRenderer(
            Templates templates,
            CatalogueOptions options,
            Supplier<List<Warned>> warnings,
            Consumer<PageFault> faults) {
        this.catalogue = new CataloguePages(templates, options);
        this.warnings = warnings;
        this.faults = faults;
        Thread ahead = new Thread(templates::prepare, "templates");
        ahead.setDaemon(true);
        ahead.start();
    }

    @Override
    public void begin(SiteOutput begun) throws IOException {
        output = begun;
        rows.clear();
        for (Map.Entry<String, byte[]> asset : catalogue.assets().entrySet()) {
            putAsset(begun, asset.getKey(), mediaType(asset.getKey()), asset.getValue());
        }
    }

    @Override
    public Part render(PackageSelection selection, AppRenderer apps, SiteOutput own) throws IOException {
        CataloguePages.OfPackage made = catalogue.packagePages(selection, apps);
        put(own, made.pages());
        for (Map.Entry<String, Image> icon : made.icons().entrySet()) {
            Image image = icon.getValue();
            putAsset(own, icon.getKey(), image.type().mediaType(), image.content());
        }
        UniversePackage universePackage = selection.universePackage();
        own.put(
                SiteFile.page(SiteLayout.packageData(universePackage.name()), SiteFile.JAVASCRIPT, Family.CATALOGUE),
                PackageData.of(universePackage));
        return () -> {
            made.faults().forEach(faults);
            rows.add(made.row());
        };
    }

    @Override
    public void finish() throws IOException {
        CataloguePages.OfSite made = catalogue.homePages(rows, warnings.get());
        put(Objects.requireNonNull(output, "the site was not begun"), made.pages());
        made.faults().forEach(faults);
    }

    private static String mediaType(String path) {
        return switch (path.substring(path.lastIndexOf('.'))) {
            case ".svg" -> SiteFile.SVG;
            case ".png" -> ImageType.PNG.mediaType();
            case ".js" -> SiteFile.JAVASCRIPT;
            case ".css" -> SiteFile.CSS;
            default -> SiteFile.HTML;
        };
    }

    private static void putAsset(SiteOutput to, String path, String mediaType, byte[] content) throws IOException {
        to.put(new SiteFile(new SitePath(path), mediaType, CachePolicy.IMMUTABLE, Family.CATALOGUE), content);
    }

    private static void put(SiteOutput to, Map<String, byte[]> pages) throws IOException {
        for (Map.Entry<String, byte[]> page : pages.entrySet()) {
            to.put(SiteFile.page(page.getKey(), mediaType(page.getKey()), Family.CATALOGUE), page.getValue());
        }
    }
}
