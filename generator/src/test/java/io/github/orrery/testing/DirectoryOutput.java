package io.github.orrery.testing;

import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts the files of a renderer into a directory, without the checks and sums of a build. */
public record DirectoryOutput(Path root) implements SiteOutput {
    @Override
    public void putEqual(List<SiteFile> files, byte[]... content) throws IOException {
        for (SiteFile file : files) {
            try (OutputStream out = open(file)) {
                for (byte[] part : content) {
                    out.write(part);
                }
            }
        }
    }

    @Override
    public OutputStream open(SiteFile file) throws IOException {
        Path path = root.resolve(file.path().value());
        Files.createDirectories(path.getParent());
        return Files.newOutputStream(path);
    }
}
