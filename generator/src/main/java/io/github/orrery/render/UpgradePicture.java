package io.github.orrery.render;

import io.github.orrery.render.UpgradePaths.Step;
import io.github.orrery.render.UpgradePaths.Version;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Draws which version upgrades to which as SVG: a column of versions, newest on top, upgrades as arcs on its left,
 * downgrades on its right, each arriving with an arrow head. Versions without an arc are left out. Colours and letters
 * are the stylesheet's.
 */
final class UpgradePicture {
    /** Arcs of more steps than these are no picture any more; the table of versions has them all. */
    private static final int MOST_STEPS = 600;

    private static final int MOST_ROWS = 120;
    private static final int LONGEST_LABEL = 26;
    private static final int ROW = 30;
    private static final int PILL = 22;
    /** Width of a letter of the stylesheet's monospaced 12 pixels, in hundredths. */
    private static final int LETTER = 725;

    private static final int WIDEST_ARC = 130;
    private static final int ARC_UNIT = 26;
    /** How far above or below the middle of its version an arc begins and ends. */
    private static final int SHIFT = 4;

    private final UpgradePaths paths;
    private final int[] rows;
    private final int count;
    private final List<Step> upgrades;
    private final List<Step> downgrades;
    private final StringBuilder svg = new StringBuilder(8192);
    private int left;
    private int right;

    private UpgradePicture(UpgradePaths paths) {
        this.paths = paths;
        this.rows = new int[paths.versions().size()];
        this.upgrades =
                drawn(paths.upgrades(), step -> !paths.versions().get(step.to()).fromAny());
        this.downgrades = drawn(
                paths.downgrades(), step -> !paths.versions().get(step.from()).toAny());
        Arrays.fill(rows, -1);
        for (List<Step> steps : List.of(upgrades, downgrades)) {
            for (Step step : steps) {
                rows[step.from()] = 0;
                rows[step.to()] = 0;
            }
        }
        int next = 0;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == 0) {
                rows[i] = next < MOST_ROWS ? next++ : -1;
            }
        }
        this.count = next;
    }

    /** The picture of what can be upgraded; one of nothing is not to be shown. */
    static UpgradePicture of(UpgradePaths paths) {
        return new UpgradePicture(paths);
    }

    /** The picture as SVG; null where there is no step between two versions to draw. */
    @Nullable
    String svg() {
        return count == 0 ? null : draw();
    }

    /** Whether it draws versions in dashed lines: those that no cluster sees. */
    boolean isDashed() {
        for (int i = 0; i < rows.length; i++) {
            Version version = paths.versions().get(i);
            if (rows[i] >= 0 && (version.revision() == null || version.hidden())) {
                return true;
            }
        }
        return false;
    }

    private static List<Step> drawn(List<Step> steps, Predicate<Step> wanted) {
        return steps.stream().filter(wanted).limit(MOST_STEPS).toList();
    }

    private String draw() {
        int label = 0;
        boolean any = false;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0) {
                Version version = paths.versions().get(i);
                label = Math.max(label, label(version).length());
                any |= version.fromAny() || version.toAny();
            }
        }
        int least = any ? 60 : 12;
        left = Math.max(least, widest(upgrades)) + 4;
        right = left + (label * LETTER) / 100 + 20;
        int width = right + Math.max(least, widest(downgrades)) + 4;
        int height = count * ROW;
        svg.append("<svg class=\"graph\" role=\"img\" aria-labelledby=\"upgrades cap-upgrades\" viewBox=\"0 0 ");
        svg.append(width).append(' ').append(height).append("\" width=\"").append(width);
        svg.append("\" height=\"").append(height).append("\">\n");
        arcs(upgrades, "u", left, -1);
        arcs(downgrades, "d", right, 1);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0) {
                version(i, paths.versions().get(i));
            }
        }
        return svg.append("</svg>").toString();
    }

    private void arcs(List<Step> steps, String kind, int x, int side) {
        boolean[] heads = new boolean[2 * rows.length];
        for (Step step : steps) {
            int from = rows[step.from()];
            int to = rows[step.to()];
            if (from < 0 || to < 0) {
                continue;
            }
            int shift = to < from ? SHIFT : -SHIFT;
            int begin = middle(from) - shift;
            int end = middle(to) + shift;
            int bow = x + side * bow(from - to);
            svg.append("<path class=\"").append(kind).append("\" data-s=\"").append(step.from());
            svg.append(' ')
                    .append(step.to())
                    .append("\" d=\"M")
                    .append(x)
                    .append(' ')
                    .append(begin);
            svg.append('C').append(bow).append(' ').append(begin).append(' ').append(bow);
            svg.append(' ')
                    .append(end)
                    .append(' ')
                    .append(x + side * 6)
                    .append(' ')
                    .append(end)
                    .append("\"/>\n");
            int head = 2 * to + (shift > 0 ? 1 : 0);
            if (!heads[head]) {
                heads[head] = true;
                head(kind, x, end, side);
            }
        }
    }

    private void head(String kind, int x, int y, int side) {
        svg.append("<path class=\"h")
                .append(kind)
                .append("\" d=\"M")
                .append(x)
                .append(' ')
                .append(y);
        svg.append('l').append(side * 8).append("-4v8z\"/>\n");
    }

    private void version(int place, Version version) {
        int y = middle(rows[place]);
        if (version.fromAny()) {
            head("u", left, y, -1);
            svg.append("<text class=\"any\" x=\"")
                    .append(left - 11)
                    .append("\" y=\"")
                    .append(y + 4);
            svg.append("\" text-anchor=\"end\">any</text>\n");
        }
        if (version.toAny()) {
            svg.append("<text class=\"any\" x=\"")
                    .append(right + 6)
                    .append("\" y=\"")
                    .append(y + 4);
            svg.append("\">&rarr; any</text>\n");
        }
        svg.append("<g data-v=\"").append(place).append('"');
        svg.append(version.revision() == null ? " class=\"ghost\"" : version.hidden() ? " class=\"dim\"" : "");
        svg.append("><rect x=\"").append(left).append("\" y=\"").append(y - PILL / 2);
        svg.append("\" width=\"").append(right - left).append("\" height=\"").append(PILL);
        svg.append("\" rx=\"11\"/><text x=\"")
                .append((left + right) / 2)
                .append("\" y=\"")
                .append(y + 4);
        svg.append("\" text-anchor=\"middle\">");
        String label = label(version);
        TextLinks.escape(label, 0, label.length(), svg);
        svg.append("</text></g>\n");
    }

    private static String label(Version version) {
        return VisibleText.cut(VisibleText.line(version.text(), 100), LONGEST_LABEL);
    }

    private int widest(List<Step> steps) {
        int widest = 0;
        for (Step step : steps) {
            int from = rows[step.from()];
            int to = rows[step.to()];
            if (from >= 0 && to >= 0) {
                widest = Math.max(widest, bow(from - to) * 3 / 4 + 3);
            }
        }
        return widest;
    }

    private static int middle(int row) {
        return row * ROW + ROW / 2;
    }

    /** How far an arc's handles stand out: more, the farther it goes. */
    private static int bow(int rows) {
        return Math.min(WIDEST_ARC, 8 + (int) (ARC_UNIT * Math.sqrt(Math.abs(rows))));
    }
}
