package io.github.orrery.icons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A picture in a few colours: the box of all colours is cut at the median of its longest edge, again and again. */
final class Palette {
    private final int[] colours;
    private final byte[] indexes;

    private Palette(int[] colours, byte[] indexes) {
        this.colours = colours;
        this.indexes = indexes;
    }

    /** Pixels that share a colour, by their place in the picture. */
    private static final class Box {
        private final int[] pixels;
        private final int channel;
        private final int spread;

        private Box(int[] pixels, int channel, int spread) {
            this.pixels = pixels;
            this.channel = channel;
            this.spread = spread;
        }

        static Box of(int[] argb, int[] pixels) {
            int channel = 0;
            int spread = -1;
            for (int shift = 24; shift >= 0; shift -= 8) {
                int least = 255;
                int most = 0;
                for (int pixel : pixels) {
                    int value = (argb[pixel] >>> shift) & 0xff;
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
                if (most - least > spread) {
                    spread = most - least;
                    channel = shift;
                }
            }
            return new Box(pixels, channel, spread);
        }
    }

    /** At most 256, as ARGB. */
    int[] colours() {
        return colours;
    }

    /** For each pixel its colour. */
    byte[] indexes() {
        return indexes;
    }

    static Palette of(int[] argb, int most) {
        int[] all = IntStream.range(0, argb.length).toArray();
        List<Box> boxes = new ArrayList<>(List.of(Box.of(argb, all)));
        while (boxes.size() < most) {
            Box widest = boxes.stream()
                    .max(Comparator.comparingLong(box -> (long) box.spread * box.pixels.length))
                    .orElseThrow();
            if (widest.spread == 0) {
                break;
            }
            int at = boxes.indexOf(widest);
            int[] sorted = IntStream.of(widest.pixels)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingInt(pixel -> (argb[pixel] >>> widest.channel) & 0xff)
                            .thenComparingInt(pixel -> pixel))
                    .mapToInt(pixel -> pixel)
                    .toArray();
            int middle = sorted.length / 2;
            boxes.set(at, Box.of(argb, Arrays.copyOfRange(sorted, 0, middle)));
            boxes.add(Box.of(argb, Arrays.copyOfRange(sorted, middle, sorted.length)));
        }
        int[] colours = new int[boxes.size()];
        byte[] indexes = new byte[argb.length];
        for (int i = 0; i < colours.length; i++) {
            int[] pixels = boxes.get(i).pixels;
            colours[i] = mean(argb, pixels);
            for (int pixel : pixels) {
                indexes[pixel] = (byte) i;
            }
        }
        return new Palette(colours, indexes);
    }

    private static int mean(int[] argb, int[] pixels) {
        int[] part = new int[pixels.length];
        for (int i = 0; i < part.length; i++) {
            part[i] = argb[pixels[i]];
        }
        return Pixels.mean(part);
    }
}
