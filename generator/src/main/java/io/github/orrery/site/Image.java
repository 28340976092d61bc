package io.github.orrery.site;

/** An image that a site serves itself. */
public final class Image {
    private final ImageType type;
    private final byte[] content;

    /** @param content its bytes, which nobody changes */
    public Image(ImageType type, byte[] content) {
        this.type = type;
        this.content = content;
    }

    public ImageType type() {
        return type;
    }

    /** Its bytes; shared, so change only a copy. */
    public byte[] content() {
        return content;
    }

    @Override
    public String toString() {
        return type + " of " + content.length + " bytes";
    }
}
