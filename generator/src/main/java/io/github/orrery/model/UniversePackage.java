package io.github.orrery.model;

import java.util.List;

/**
 * A name with its revisions.
 *
 * @param name the package's name
 * @param revisions by releaseVersion ascending, at least one
 */
public record UniversePackage(PackageName name, List<Revision> revisions) {
    public UniversePackage {
        revisions = List.copyOf(revisions);
        if (revisions.isEmpty()) {
            throw new IllegalArgumentException(name + " has no revision");
        }
    }

    /** The revision with the highest releaseVersion: what a cluster installs when no version is asked for. */
    public Revision newest() {
        return revisions.get(revisions.size() - 1);
    }
}
