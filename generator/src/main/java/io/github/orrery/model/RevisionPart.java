package io.github.orrery.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.JsonDocument;
import io.github.orrery.problem.Location;

/**
 * One JSON file of a revision, or what a 1.x revision has in its place (its {@code images} and {@code dataSchema}
 * stand in package.json).
 *
 * @param file the file that holds it
 * @param document that file as read
 * @param base JSON Pointer of the place in the file at which this part begins; empty for the whole file
 * @param tree the part itself; shared, so change only a copy
 */
public record RevisionPart(SourceFile file, JsonDocument document, String base, ObjectNode tree) {
    /** A part that is a whole file. */
    public static RevisionPart whole(SourceFile file, JsonDocument document) {
        return new RevisionPart(file, document, "", (ObjectNode) document.root());
    }

    /** The place of a value of this part, by its JSON Pointer within {@link #tree}. */
    public Location at(String pointer) {
        return document.at(file.path(), base + pointer);
    }

    /** Whether the part is all that its file holds, and nothing in it was changed. */
    @SuppressWarnings("ReferenceEquality") // another tree is another part, be it equal
    public boolean isWholeFile() {
        return tree == document.root();
    }

    /** Whether the original leaves it out of the index: an empty object counts as no part (formats.md 1.2). */
    public boolean isEmpty() {
        return tree.isEmpty();
    }
}
