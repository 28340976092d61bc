package io.github.orrery.icons;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Writes a picture as a PNG of nothing but its pixels. */
final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int TRUE_COLOUR_WITH_ALPHA = 6;
    private static final int PALETTE = 3;

    private PngWriter() {}

    /** Each pixel as it is. */
    static byte[] trueColour(Pixels pixels) {
        int side = pixels.side();
        byte[] rows = new byte[side * (1 + side * 4)];
        byte[] before = new byte[side * 4];
        byte[] row = new byte[side * 4];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int argb = pixels.argb()[y * side + x];
                row[x * 4] = (byte) (argb >> 16);
                row[x * 4 + 1] = (byte) (argb >> 8);
                row[x * 4 + 2] = (byte) argb;
                row[x * 4 + 3] = (byte) (argb >> 24);
            }
            filter(row, before, rows, y * (1 + side * 4));
            System.arraycopy(row, 0, before, 0, row.length);
        }
        return file(side, TRUE_COLOUR_WITH_ALPHA, null, rows);
    }

    /** In a few colours. */
    static byte[] palette(int side, Palette palette) {
        byte[] rows = new byte[side * (1 + side)];
        for (int y = 0; y < side; y++) {
            System.arraycopy(palette.indexes(), y * side, rows, y * (1 + side) + 1, side);
        }
        return file(side, PALETTE, palette.colours(), rows);
    }

    /** As the difference to the left or to the row above, whichever is smaller. */
    private static void filter(byte[] row, byte[] before, byte[] to, int at) {
        int leftSum = 0;
        int upSum = 0;
        for (int i = 0; i < row.length; i++) {
            leftSum += Math.abs((byte) (row[i] - (i < 4 ? 0 : row[i - 4])));
            upSum += Math.abs((byte) (row[i] - before[i]));
        }
        boolean up = upSum <= leftSum;
        to[at] = (byte) (up ? 2 : 1);
        for (int i = 0; i < row.length; i++) {
            to[at + 1 + i] = (byte) (row[i] - (up ? before[i] : i < 4 ? 0 : row[i - 4]));
        }
    }

    private static byte[] file(int side, int colourType, int @Nullable [] colours, byte[] rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataOutputStream png = new DataOutputStream(out)) {
            png.write(SIGNATURE);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            try (DataOutputStream data = new DataOutputStream(header)) {
                data.writeInt(side);
                data.writeInt(side);
                data.write(new byte[] {8, (byte) colourType, 0, 0, 0});
            }
            chunk(png, "IHDR", header.toByteArray());
            if (colours != null) {
                byte[] rgb = new byte[colours.length * 3];
                byte[] alpha = new byte[colours.length];
                for (int i = 0; i < colours.length; i++) {
                    rgb[i * 3] = (byte) (colours[i] >> 16);
                    rgb[i * 3 + 1] = (byte) (colours[i] >> 8);
                    rgb[i * 3 + 2] = (byte) colours[i];
                    alpha[i] = (byte) (colours[i] >> 24);
                }
                chunk(png, "PLTE", rgb);
                chunk(png, "tRNS", alpha);
            }
            chunk(png, "IDAT", deflated(rows));
            chunk(png, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] rows) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(rows);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(DataOutputStream png, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        png.writeInt(data.length);
        png.write(name);
        png.write(data);
        png.writeInt((int) sum.getValue());
    }
}
