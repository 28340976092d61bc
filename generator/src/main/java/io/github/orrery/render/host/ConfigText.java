package io.github.orrery.render.host;

import java.nio.charset.StandardCharsets;

/** A configuration file line by line, indented by its blocks. */
final class ConfigText {
    private final StringBuilder text = new StringBuilder();
    private final String step;
    private int depth;

    /** @param step what a level of blocks is indented by */
    ConfigText(String step) {
        this.step = step;
    }

    ConfigText line(String line) {
        text.append(line.isEmpty() ? "" : step.repeat(depth)).append(line).append('\n');
        return this;
    }

    /** A blank line and a comment. */
    ConfigText section(String comment) {
        return line("").line("# " + comment);
    }

    /** A line and what belongs to it, up to {@link #end}. */
    ConfigText begin(String line) {
        line(line);
        depth++;
        return this;
    }

    /** The line that ends what {@link #begin} began; none where it is empty. */
    ConfigText end(String line) {
        depth--;
        return line.isEmpty() ? this : line(line);
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
