package io.github.orrery.json;

/**
 * What a JSON text may be at the most before reading it is refused: texts come from strangers.
 *
 * @param bytes length of the whole text
 * @param depth objects and arrays within one another
 * @param numberLength characters of one number; a number whose value no double holds is refused too
 */
public record JsonLimits(int bytes, int depth, int numberLength) {
    /** Files of a repository. */
    public static final JsonLimits FILE = new JsonLimits(2 * 1024 * 1024, 64, 64);

    /** Texts that templates render to: real ones hold numbers of 309 digits. */
    public static final JsonLimits RENDERED = new JsonLimits(2 * 1024 * 1024, 64, 400);
}
