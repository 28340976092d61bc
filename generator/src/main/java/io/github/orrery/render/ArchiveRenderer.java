package io.github.orrery.render;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.Revision;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.model.SourceFile;
import io.github.orrery.site.DeflatedPart;
import io.github.orrery.site.Family;
import io.github.orrery.site.GzipJoin;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import io.github.orrery.site.TarEntries;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code packages.tgz}: the repository as it is below {@code universe/repo/}, for Orrery itself and for people. */
public final class ArchiveRenderer implements Renderer {
    private static final String TOP = "universe/repo/";

    private final List<SourceFile> metaFiles;
    private final long time;
    private @Nullable GzipJoin gzip;

    /**
     * @param metaFiles the files below {@code meta/}
     * @param time seconds since 1970 that every entry carries
     */
    public ArchiveRenderer(List<SourceFile> metaFiles, long time) {
        this.metaFiles = List.copyOf(metaFiles);
        this.time = time;
    }

    @Override
    public void begin(SiteOutput output) throws IOException {
        gzip = new GzipJoin(output.open(SiteFile.page(SiteLayout.PACKAGES_TGZ, SiteFile.GZIP, Family.ARCHIVES)));
        if (!metaFiles.isEmpty()) {
            add(part(metaFiles));
        }
    }

    @Override
    public Part render(PackageSelection selection, AppRenderer apps, SiteOutput output) {
        DeflatedPart part = part(selection.universePackage().revisions().stream()
                .map(Revision::files)
                .flatMap(List::stream)
                .toList());
        return () -> add(part);
    }

    @Override
    public void finish() throws IOException {
        add(DeflatedPart.of(TarEntries.end()));
        begun().close();
    }

    private void add(DeflatedPart part) throws IOException {
        begun().add(part);
    }

    private GzipJoin begun() {
        return Objects.requireNonNull(gzip, "the site was not begun");
    }

    private DeflatedPart part(List<SourceFile> files) {
        TarEntries entries = new TarEntries(time);
        for (SourceFile file : files) {
            entries.file(TOP + file.path(), file.bytes());
        }
        return DeflatedPart.quick(entries.pieces());
    }
}
