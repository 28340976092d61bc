package io.github.orrery.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.app.AppRenderer;
import io.github.orrery.json.JsonText;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.RepositoryFormat;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.site.Family;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code meta/index.json} and {@code meta/version.json} (formats.md 4.2 and 4.5): of a 3.x repository what {@code
 * packages.zip} holds, of older ones all revisions with the repository's own version.
 */
public final class LegacyRenderer implements Renderer {
    private final RepositoryFormat format;
    private final String version;
    private final boolean gzip;
    private LegacyIndex index = new LegacyIndex();
    private @Nullable SiteOutput output;

    /** @param version of the repository's {@code meta/version.json}; a 3.x repository has none that counts */
    public LegacyRenderer(RepositoryFormat format, String version, boolean gzip) {
        this.format = format;
        this.version = format == RepositoryFormat.V3 ? LegacyIndex.ZIP_VERSION : version;
        this.gzip = gzip;
    }

    @Override
    public void begin(SiteOutput begun) {
        output = begun;
        index = new LegacyIndex();
    }

    @Override
    public Part render(PackageSelection selection, AppRenderer apps, SiteOutput own) {
        if (format == RepositoryFormat.V3 && selection.legacy().revisions().isEmpty()) {
            return () -> {};
        }
        ObjectNode entry = format == RepositoryFormat.V3
                ? LegacyIndex.entry(selection.legacy().revisions())
                : LegacyIndex.entryOfAll(selection.universePackage().revisions(), format == RepositoryFormat.V2);
        return () -> index.add(entry);
    }

    @Override
    public void finish() throws IOException {
        byte[] text = JsonText.indentedSorted(index.tree(version));
        if (format != RepositoryFormat.V1) {
            text = Arrays.copyOf(text, text.length + 1);
            text[text.length - 1] = '\n';
        }
        put(SiteLayout.META_INDEX, text);
        put(SiteLayout.META_VERSION, JsonText.compact(LegacyIndex.version(version)));
    }

    private void put(String path, byte[] text) throws IOException {
        SiteOutput begun = Objects.requireNonNull(output, "the site was not begun");
        JsonFiles.put(begun, SiteFile.page(path, SiteFile.JSON, Family.LEGACY), gzip, text);
    }
}
