package io.github.orrery.site;

import java.util.Optional;

/** The kinds of images that a site of its own serves, known by their first bytes and never by what a server says. */
public enum ImageType {
    PNG(".png", "image/png"),
    JPEG(".jpg", "image/jpeg"),
    WEBP(".webp", "image/webp"),
    SVG(".svg", SiteFile.SVG);

    private final String extension;
    private final String mediaType;

    ImageType(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** With its dot: {@code .png}. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The kind of a raster image; empty for everything else, SVG included, which has no first bytes of its own. */
    public static Optional<ImageType> ofRaster(byte[] content) {
        if (has(content, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return Optional.of(PNG);
        }
        if (has(content, 0, 0xff, 0xd8, 0xff)) {
            return Optional.of(JPEG);
        }
        if (has(content, 0, 'R', 'I', 'F', 'F') && has(content, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(WEBP);
        }
        return Optional.empty();
    }

    private static boolean has(byte[] content, int at, int... bytes) {
        if (content.length < at + bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((content[at + i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
