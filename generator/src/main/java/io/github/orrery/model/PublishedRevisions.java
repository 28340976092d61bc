package io.github.orrery.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which revisions a site held when it was published. Names and versions are a stranger's text.
 *
 * @param versions for each package by name, the version of each revision by its releaseVersion
 */
public record PublishedRevisions(SortedMap<String, SortedMap<Long, String>> versions) {
    public PublishedRevisions {
        SortedMap<String, SortedMap<Long, String>> copy = new TreeMap<>();
        versions.forEach(
                (name, revisions) -> copy.put(name, Collections.unmodifiableSortedMap(new TreeMap<>(revisions))));
        versions = Collections.unmodifiableSortedMap(copy);
    }

    /** The versions of a package by releaseVersion; none where the site did not hold it. */
    public SortedMap<Long, String> of(String name) {
        return versions.getOrDefault(name, Collections.emptySortedMap());
    }
}
