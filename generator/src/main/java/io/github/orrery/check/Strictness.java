package io.github.orrery.check;

/**
 * Which rules the user has relaxed.
 *
 * @param allowNonAscii whether files of a 3.x repository may hold other characters than ASCII: a warning then
 */
public record Strictness(boolean allowNonAscii) {
    /** As strict as the strictest consumer. */
    public static final Strictness FULL = new Strictness(false);
}
