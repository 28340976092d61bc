package io.github.orrery.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which revisions a site held when it was published. Names and versions are a stranger's text.
 *
 * @param revisions for each package by name, each revision by its releaseVersion
 */
public record PublishedRevisions(SortedMap<String, SortedMap<Long, Line>> revisions) {
    /**
     * A revision in a line.
     *
     * @param version upstream's version string
     * @param digest of the whole revision, as {@link #digest} gives it
     */
    public record Line(String version, String digest) {}

    public PublishedRevisions {
        SortedMap<String, SortedMap<Long, Line>> copy = new TreeMap<>();
        revisions.forEach((name, lines) -> copy.put(name, Collections.unmodifiableSortedMap(new TreeMap<>(lines))));
        revisions = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * What tells two contents of a revision apart.
     *
     * @param json its element of {@code universe.json} as compact JSON
     */
    public static String digest(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** The revisions of a package by releaseVersion; none where the site did not hold it. */
    public SortedMap<Long, Line> of(String name) {
        return revisions.getOrDefault(name, Collections.emptySortedMap());
    }
}
