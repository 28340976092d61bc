package io.github.orrery.render;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.model.UniversePackage;
import io.github.orrery.render.CataloguePages.Page;
import io.github.orrery.site.CachePolicy;
import io.github.orrery.site.Family;
import io.github.orrery.site.Image;
import io.github.orrery.site.ImageType;
import io.github.orrery.site.SideBySide;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import io.github.orrery.site.SitePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The catalogue: a page for each package and revision, the list, the start page, and what they load. */
public final class CatalogueRenderer implements Renderer {
    private final Templates templates;
    private final CataloguePages catalogue;
    private final Consumer<PageFault> faults;
    private final List<CatalogueRow> rows = new ArrayList<>();
    private final Supplier<List<Warned>> warnings;
    private @Nullable SiteOutput output;

    /**
     * @param warnings what {@code check} warns of, asked for when a site is finished
     * @param faults is told what is wrong with the user's templates, by one thread at a time; not of a page that is made
     *     later, from which the fault is thrown
     */
    public CatalogueRenderer(
            Templates templates,
            CatalogueOptions options,
            Supplier<List<Warned>> warnings,
            Consumer<PageFault> faults) {
        this.templates = templates;
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
        Set<PageFault> found = new LinkedHashSet<>();
        for (Map.Entry<String, Page> page : made.pages().entrySet()) {
            put(own, page.getKey(), page.getValue(), found);
        }
        for (Map.Entry<String, Image> icon : made.icons().entrySet()) {
            Image image = icon.getValue();
            putAsset(own, icon.getKey(), image.type().mediaType(), image.content());
        }
        UniversePackage universePackage = selection.universePackage();
        SiteFile data =
                SiteFile.page(SiteLayout.packageData(universePackage.name()), SiteFile.JAVASCRIPT, Family.CATALOGUE);
        own.later(data, to -> to.put(data, PackageData.of(universePackage)));
        return () -> {
            found.forEach(faults);
            rows.add(made.row());
        };
    }

    @Override
    public void finish() throws IOException {
        SiteOutput to = Objects.requireNonNull(output, "the site was not begun");
        templates.prepare(); // what is made later is made of the templates as they are now
        Set<PageFault> found = Collections.synchronizedSet(new LinkedHashSet<>());
        SideBySide.work(
                List.copyOf(
                        catalogue.homePages(List.copyOf(rows), warnings.get()).entrySet()),
                page -> {
                    put(to, page.getKey(), page.getValue(), found);
                    return page;
                });
        found.forEach(faults);
    }

    /** A page that a template fails to make is left out. */
    private static void put(SiteOutput to, String path, Page page, Set<PageFault> faults) throws IOException {
        SiteFile file = SiteFile.page(path, mediaType(path), Family.CATALOGUE);
        try {
            to.later(file, output -> output.put(file, page.make()));
        } catch (PageFault.Thrown e) {
            faults.add(e.fault());
        }
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
}
