package io.github.orrery.problem;

import java.util.Comparator;

/**
 * A place in the repository that the user can open.
 *
 * @param file path below the repository directory, with {@code /}, e.g. {@code packages/C/cassandra/3/package.json};
 *     empty for the repository itself
 * @param line line from 1; 0 where the problem concerns the file as a whole
 * @param column column from 1, in code points; 0 where the problem concerns the line or file as a whole
 * @param pointer JSON Pointer (RFC 6901) of the value that is wrong; empty for the document or where there is none
 */
public record Location(String file, int line, int column, String pointer) implements Comparable<Location> {
    private static final Comparator<Location> ORDER = Comparator.comparing(Location::file)
            .thenComparingInt(Location::line)
            .thenComparingInt(Location::column)
            .thenComparing(Location::pointer);

    /** The file as a whole. */
    public static Location of(String file) {
        return new Location(file, 0, 0, "");
    }

    @Override
    public int compareTo(Location other) {
        return ORDER.compare(this, other);
    }
}
