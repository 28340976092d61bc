package io.github.orrery.icons;

import io.github.orrery.site.Image;
import io.github.orrery.site.ImageType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Makes a stranger's image a small PNG of nothing but its pixels: twice the 48 pixels at which lists show it, or once
 * where that takes too many bytes. A WebP, which Java cannot read, stays as it is where it is small already.
 */
final class IconScaling {
    /** The longest file that a site serves, in bytes. */
    static final int LONGEST = 4096;

    private static final int SIDE = 48;
    private static final int LARGEST_SIDE = 8192;
    private static final long MOST_PIXELS = 16L << 20;
    private static final int MOST_COLOURS = 256;

    private IconScaling() {}

    /**
     * The image as a site serves it.
     *
     * @throws NoIconException where it is none, or none that can be shown
     */
    static Image scaled(byte[] content) throws NoIconException {
        ImageType type = ImageType.ofRaster(content).orElse(null);
        if (type == null) {
            throw new NoIconException("is " + described(content) + ", expected a PNG, JPEG or WebP image");
        }
        if (type == ImageType.WEBP) {
            if (content.length > LONGEST) {
                throw new NoIconException("is a WebP image of " + content.length + " bytes, expected at most " + LONGEST
                        + " of that kind");
            }
            return new Image(type, content);
        }
        BufferedImage image = read(type, content);
        int width = image.getWidth();
        int height = image.getHeight();
        int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
        for (int side : new int[] {SIDE * 2, SIDE}) {
            Pixels pixels = Pixels.fitted(width, height, argb, side);
            byte[] exact = PngWriter.trueColour(pixels);
            if (exact.length <= LONGEST) {
                return new Image(ImageType.PNG, exact);
            }
            byte[] few = PngWriter.palette(pixels.side(), Palette.of(pixels.argb(), MOST_COLOURS));
            if (few.length <= LONGEST) {
                return new Image(ImageType.PNG, few);
            }
        }
        throw new NoIconException("cannot be made smaller than " + LONGEST + " bytes");
    }

    private static String described(byte[] content) {
        String begin = new String(content, 0, Math.min(content.length, 512), StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
        if (content.length == 0) {
            return "empty";
        }
        if (begin.contains("<svg")) {
            return "an SVG image";
        }
        return begin.startsWith("<!doctype html") || begin.startsWith("<html") ? "a web page" : "something else";
    }

    private static BufferedImage read(ImageType type, byte[] content) throws NoIconException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(type == ImageType.PNG ? "png" : "jpeg")
                .next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(in, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width > LARGEST_SIDE || height > LARGEST_SIDE || width * height > MOST_PIXELS) {
                throw new NoIconException("measures " + width + " x " + height + " pixels, expected at most "
                        + LARGEST_SIDE + " x " + LARGEST_SIDE + " and " + MOST_PIXELS + " in all");
            }
            ImageReadParam parameters = reader.getDefaultReadParam();
            int step = (int) Math.max(1, Math.max(width, height) / (SIDE * 8));
            parameters.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, parameters);
        } catch (NoIconException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // What readers throw for broken images is not only what they declare.
            throw new NoIconException("is a broken image");
        } finally {
            reader.dispose();
        }
    }
}
