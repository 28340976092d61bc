package io.github.orrery.icons;

import io.github.orrery.publication.Sha256;
import io.github.orrery.site.Image;
import io.github.orrery.site.ImageType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Icons as a site serves them, by their address, in a directory that may be lost at any time. */
final class IconCache {
    private final @Nullable Path directory;

    /** @param directory none keeps none */
    IconCache(@Nullable Path directory) {
        this.directory = directory;
    }

    /** What was kept; whatever is not as it was written counts as nothing. */
    Optional<Image> get(String url) {
        if (directory == null) {
            return Optional.empty();
        }
        try {
            byte[] kept = Files.readAllBytes(file(directory, url));
            int sum = 64;
            if (kept.length <= sum || kept.length > sum + IconScaling.LONGEST) {
                return Optional.empty();
            }
            byte[] content = Arrays.copyOfRange(kept, sum, kept.length);
            String written = new String(kept, 0, sum, StandardCharsets.US_ASCII);
            return written.equals(Sha256.of(content))
                    ? ImageType.ofRaster(content).map(type -> new Image(type, content))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps an icon; a directory that cannot be written keeps none. */
    void put(String url, Image image) {
        if (directory == null) {
            return;
        }
        byte[] sum = Sha256.of(image.content()).getBytes(StandardCharsets.US_ASCII);
        byte[] kept = Arrays.copyOf(sum, sum.length + image.content().length);
        System.arraycopy(image.content(), 0, kept, sum.length, image.content().length);
        try {
            Files.createDirectories(directory);
            Path part = Files.createTempFile(directory, "icon", ".part");
            try {
                Files.write(part, kept);
                Files.move(
                        part,
                        file(directory, url),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            // The next build gets it again.
            return;
        }
    }

    private static Path file(Path directory, String url) {
        return directory.resolve(Sha256.of(url.getBytes(StandardCharsets.UTF_8)));
    }
}
