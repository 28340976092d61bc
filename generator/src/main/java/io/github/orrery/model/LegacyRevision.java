package io.github.orrery.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A revision as the zips for the oldest clients hold it: packaging version 2.0 (formats.md 3).
 *
 * @param revision where it comes from; its config, command and template go into the zip as they are
 * @param packageJson the members of package.json after the downgrade
 * @param resource resource.json without {@code cli}; not written where empty
 */
public record LegacyRevision(Revision revision, ObjectNode packageJson, ObjectNode resource) {
    /** The same object only: comparing whole trees would cost more than it could save. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
