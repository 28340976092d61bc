package io.github.orrery.model;

import java.util.Collections;
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
     * @param digest SHA-256 of its element of {@code universe.json} as compact JSON
     */
    public record Line(String version, String digest) {}

    public PublishedRevisions {
        SortedMap<String, SortedMap<Long, Line>> copy = new TreeMap<>();
        revisions.forEach((name, lines) -> copy.put(name, Collections.unmodifiableSortedMap(new TreeMap<>(lines))));
        revisions = Collections.unmodifiableSortedMap(copy);
    }

    /** The revisions of a package by releaseVersion; none where the site did not hold it. */
    public SortedMap<Long, Line> of(String name) {
        return revisions.getOrDefault(name, Collections.emptySortedMap());
    }
}
