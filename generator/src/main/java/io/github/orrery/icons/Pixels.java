package io.github.orrery.icons;

/** A square picture. */
final class Pixels {
    private final int side;
    private final int[] argb;

    private Pixels(int side, int[] argb) {
        this.side = side;
        this.argb = argb;
    }

    /** The length of a side. */
    int side() {
        return side;
    }

    /** Row after row, alpha in the highest byte. */
    int[] argb() {
        return argb;
    }

    /**
     * A picture in the middle of a square, each pixel the mean of those that it covers; what lies beside it is clear.
     *
     * @param width of the picture
     * @param height of the picture
     * @param argb its pixels
     * @param most the longest side; a smaller picture stays as small as it is
     */
    static Pixels fitted(int width, int height, int[] argb, int most) {
        int longest = Math.max(width, height);
        int side = Math.min(most, longest);
        int wide = Math.max(1, (int) ((long) width * side / longest));
        int high = Math.max(1, (int) ((long) height * side / longest));
        int left = (side - wide) / 2;
        int top = (side - high) / 2;
        int[] fitted = new int[side * side];
        for (int y = 0; y < high; y++) {
            int fromY = (int) ((long) y * height / high);
            int toY = Math.max(fromY + 1, (int) ((long) (y + 1) * height / high));
            for (int x = 0; x < wide; x++) {
                int fromX = (int) ((long) x * width / wide);
                int toX = Math.max(fromX + 1, (int) ((long) (x + 1) * width / wide));
                fitted[(top + y) * side + left + x] = mean(argb, width, fromX, toX, fromY, toY);
            }
        }
        return new Pixels(side, fitted);
    }

    private static int mean(int[] argb, int width, int fromX, int toX, int fromY, int toY) {
        int[] covered = new int[(toX - fromX) * (toY - fromY)];
        for (int y = fromY; y < toY; y++) {
            System.arraycopy(argb, y * width + fromX, covered, (y - fromY) * (toX - fromX), toX - fromX);
        }
        return mean(covered);
    }

    /** The mean of some pixels, where a clear one's colour does not count. */
    static int mean(int[] argb) {
        long alpha = 0;
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int pixel : argb) {
            int weight = pixel >>> 24;
            alpha += weight;
            red += (long) weight * ((pixel >> 16) & 0xff);
            green += (long) weight * ((pixel >> 8) & 0xff);
            blue += (long) weight * (pixel & 0xff);
        }
        if (alpha == 0) {
            return 0;
        }
        long half = alpha / 2;
        int meanAlpha = (int) ((alpha + argb.length / 2) / argb.length);
        int meanRed = (int) ((red + half) / alpha);
        int meanGreen = (int) ((green + half) / alpha);
        int meanBlue = (int) ((blue + half) / alpha);
        return (meanAlpha << 24) | (meanRed << 16) | (meanGreen << 8) | meanBlue;
    }
}
