package io.github.orrery.render;

import io.github.orrery.model.SiteLayout;
import io.github.orrery.model.SourceFile;
import io.github.orrery.site.Family;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The bundled JSON Schemas, published for editors under {@code schemas/} and carried by {@code packages.zip}. */
public final class Schemas {
    private static final List<String> PUBLISHED = List.of(
            "command-schema.json",
            "config-schema.json",
            "legacy-index-schema.json",
            "legacy-package-schema.json",
            "legacy-version-schema.json",
            "package-schema.json",
            "site-schema.json",
            "v2-resource-schema.json",
            "v3-repo-schema.json",
            "v3-resource-schema.json",
            "v4-repo-schema.json",
            "v5-repo-schema.json",
            "zip-package-schema.json");

    private Schemas() {}

    /** Puts every schema below {@code schemas/}. */
    public static void put(SiteOutput output, boolean gzip) throws IOException {
        for (String fileName : PUBLISHED) {
            SiteFile file = SiteFile.page(SiteLayout.schema(fileName), SiteFile.JSON, Family.SCHEMAS);
            JsonFiles.put(output, file, gzip, read(fileName));
        }
    }

    /** The schemas of {@code packages.zip}, under the names that the old command line looks for. */
    public static List<SourceFile> ofPackagesZip() {
        return List.of(
                new SourceFile("command-schema.json", read("command-schema.json")),
                new SourceFile("config-schema.json", read("config-schema.json")),
                new SourceFile("index-schema.json", read("legacy-index-schema.json")),
                new SourceFile("package-schema.json", read("zip-package-schema.json")),
                new SourceFile("resource-schema.json", read("v2-resource-schema.json")),
                new SourceFile("version-schema.json", read("legacy-version-schema.json")));
    }

    private static byte[] read(String fileName) {
        try (InputStream in = Schemas.class.getResourceAsStream("/io/github/orrery/schema/" + fileName)) {
            if (in == null) {
                throw new IllegalStateException("the schema " + fileName + " is not bundled");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled schema " + fileName + " cannot be read", e);
        }
    }
}
