package io.github.orrery.publish;

/** What must hold for a write to happen; checked and written in one step by the place itself. */
public sealed interface WriteCondition {
    /** Nothing. */
    record Always() implements WriteCondition {}

    /** There is no such object. */
    record IfAbsent() implements WriteCondition {}

    /** The object is still the one that was read. */
    record IfMatch(String etag) implements WriteCondition {}

    WriteCondition ALWAYS = new Always();
    WriteCondition IF_ABSENT = new IfAbsent();
}
