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
    /** The begin of a line that was found before, so that a file with many problems is not searched from its start. */
    private int knownLine = 1;

    private int knownStart = 0;

    SourceLines(Path root) {
        this.root = root;
    }

    /** The line of a place; empty where the problem concerns a file as a whole, or the file cannot be shown. */
    Optional<Excerpt> excerpt(Location location) {
        if (location.line() < 1 || location.column() < 1 || location.file().isEmpty()) {
            return Optional.empty();
        }
        open(location.file());
        int start = start(location.line());
        if (start < 0) {
            return Optional.empty();
        }
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        if (end > start && bytes[end - 1] == '\r') {
            end--;
        }
        return Optional.of(window(start, end, location.column() - 1));
    }

    private void open(String path) {
        if (path.equals(file)) {
            return;
        }
        file = path;
        bytes = NONE;
        knownLine = 1;
        knownStart = 0;
        Path source = root.resolve(path);
        try {
            if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS) && Files.size(source) <= LARGEST_FILE) {
                bytes = Files.readAllBytes(source);
            }
        } catch (IOException e) {
            bytes = NONE; // The problem has been told; its source line is only a help.
        }
    }

    private int start(int line) {
        if (line < knownLine) {
            knownLine = 1;
            knownStart = 0;
        }
        while (knownLine < line) {
            int at = knownStart;
            while (at < bytes.length && bytes[at] != '\n') {
                at++;
            }
            if (at >= bytes.length) {
                return -1;
            }
            knownLine++;
            knownStart = at + 1;
        }
        return knownStart < bytes.length ? knownStart : -1;
    }

    /** At most {@value #WIDTH} code points of a line, the place among them. */
    private Excerpt window(int start, int end, int place) {
        int first = Math.max(0, place - WIDTH * 2 / 3);
        int from = start;
        for (int skipped = 0; skipped < first && from < end; skipped++) {
            from = next(from, end);
        }
        int to = from;
        for (int taken = 0; taken < WIDTH && to < end; taken++) {
            to = next(to, end);
        }
        StringBuilder text = new StringBuilder(from > start ? "..." : "");
        int indent = text.length();
        int column = from > start ? first : 0;
        for (int at = from; at < to; at = next(at, end)) {
            String shown = shown(new String(bytes, at, next(at, end) - at, StandardCharsets.UTF_8));
            if (column++ < place) {
                indent += shown.codePointCount(0, shown.length());
            }
            text.append(shown);
        }
        if (to < end) {
            text.append("...");
        }
        return new Excerpt(text.toString(), indent);
    }

    /** Where the next code point begins. */
    private int next(int at, int end) {
        int next = at + 1;
        while (next < end && (bytes[next] & 0xC0) == 0x80) {
            next++;
        }
        return next;
    }

    private static String shown(String codePoint) {
        return codePoint.equals("\t") ? "    " : Problem.oneLine(codePoint);
    }
}
