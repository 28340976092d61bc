package io.github.orrery.model;

/**
 * A file of the repository as it was read.
 *
 * @param path below the repository, with {@code /}, e.g. {@code packages/C/cassandra/3/config.json}
 * @param bytes its content; shared, so not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // identity is meant: files are compared by path
public record SourceFile(String path, byte[] bytes) {
    /** The part after the last slash. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
