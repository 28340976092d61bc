package io.github.orrery.render;

import io.github.orrery.site.DeflatedPart;
import io.github.orrery.site.GzipJoin;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import java.io.IOException;
import java.util.List;

/** Puts small JSON files, each with its compressed sibling where that is smaller. */
final class JsonFiles {
    private JsonFiles() {}

    static void put(SiteOutput output, SiteFile file, boolean gzip, byte[] text) throws IOException {
        output.put(file, text);
        if (gzip) {
            byte[] compressed = GzipJoin.of(List.of(DeflatedPart.of(text)));
            if (compressed.length < text.length) {
                output.put(file.gzipped(), compressed);
            }
        }
    }
}
