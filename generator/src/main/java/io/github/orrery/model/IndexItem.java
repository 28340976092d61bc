package io.github.orrery.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A revision as an element of {@code packages} in a repository index.
 *
 * @param revision where it comes from
 * @param tree the item; the revision's own where nothing had to change for the cluster. Shared, so change only a copy
 * @param json the tree as one line of ASCII
 */
@SuppressWarnings("ArrayRecordComponent") // compared as a whole, by identity
public record IndexItem(Revision revision, ObjectNode tree, byte[] json) {
    /** Whether the item differs from the revision, because old clusters read it. */
    @SuppressWarnings("ReferenceEquality") // the selector hands on the very tree that it did not change
    public boolean isDowngraded() {
        return tree != revision.item();
    }

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
