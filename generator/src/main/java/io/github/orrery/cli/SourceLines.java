package io.github.orrery.cli;

import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Shows lines of a repository's files. What strangers wrote cannot move the cursor: a tab becomes four blanks, control
 * characters are escaped, and of a long line only the part around the place is shown.
 */
final class SourceLines {
    private static final int WIDTH = 120;
    private static final long LARGEST_FILE = 4L * 1024 * 1024;
    private static final byte[] NONE = {};

    /**
     * A line, or a part of one.
     *
     * @param text as it is to be printed
     * @param indent how many columns stand before the place
     */
    record Excerpt(String text, int indent) {}

    private final Path root;
    private String file = "";
    private byte[] bytes = NONE;
    /** A place that was found before, so that a file or a line with many problems is not searched from its start. */
    private int knownLine = 1;

    private int knownStart = 0;
    private int knownColumn = 0;
    private int knownAt = 0;

    SourceLines(Path root) {
        this.root = root;
    }

    /** The line of a place; empty where the problem concerns a file as a whole, or the file cannot be shown. */
    Optional<Excerpt> excerpt(Location location) {
        if (location.line() < 1 || location.column() < 1 || location.file().isEmpty()) {
            return Optional.empty();
        }
        open(location.file());
        return goTo(location.line()) ? Optional.of(window(location.column() - 1)) : Optional.empty();
    }

    private void open(String path) {
        if (path.equals(file)) {
            return;
        }
        file = path;
        bytes = NONE;
        know(1, 0);
        Path source = root.resolve(path);
        try {
            if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS) && Files.size(source) <= LARGEST_FILE) {
                bytes = Files.readAllBytes(source);
            }
        } catch (IOException e) {
            bytes = NONE; // The problem has been told; its source line is only a help.
        }
    }

    /** Whether there is such a line. */
    private boolean goTo(int line) {
        if (line < knownLine) {
            know(1, 0);
        }
        while (knownLine < line) {
            int at = knownAt;
            while (at < bytes.length && bytes[at] != '\n') {
                at++;
            }
            if (at >= bytes.length) {
                return false;
            }
            know(knownLine + 1, at + 1);
        }
        return knownStart < bytes.length;
    }

    private void know(int line, int start) {
        knownLine = line;
        knownStart = start;
        knownColumn = 0;
        knownAt = start;
    }

    /** At most {@value #WIDTH} code points of the known line, the place among them. */
    private Excerpt window(int place) {
        int first = Math.max(0, place - WIDTH * 2 / 3);
        if (first < knownColumn) {
            know(knownLine, knownStart);
        }
        while (knownColumn < first && !isLineEnd(knownAt)) {
            knownAt = next(knownAt);
            knownColumn++;
        }
        StringBuilder text = new StringBuilder(knownAt > knownStart ? "..." : "");
        int indent = text.length();
        int at = knownAt;
        for (int column = knownColumn; column < knownColumn + WIDTH && !isLineEnd(at); column++) {
            int next = next(at);
            String shown = shown(new String(bytes, at, next - at, StandardCharsets.UTF_8));
            if (column < place) {
                indent += shown.codePointCount(0, shown.length());
            }
            text.append(shown);
            at = next;
        }
        if (!isLineEnd(at)) {
            text.append("...");
        }
        return new Excerpt(text.toString(), indent);
    }

    private boolean isLineEnd(int at) {
        int last = bytes.length - 1;
        return at > last || bytes[at] == '\n' || (bytes[at] == '\r' && (at == last || bytes[at + 1] == '\n'));
    }

    /** Where the next code point begins. */
    private int next(int at) {
        int next = at + 1;
        while (next < bytes.length && (bytes[next] & 0xC0) == 0x80) {
            next++;
        }
        return next;
    }

    private static String shown(String codePoint) {
        return codePoint.equals("\t") ? "    " : Problem.oneLine(codePoint);
    }
}
