package io.github.orrery.app;

/**
 * A place where options and config.json disagree.
 *
 * @param optionPointer JSON Pointer of the value in the options; of the enclosing object where a value is missing
 * @param schemaPointer JSON Pointer in config.json of the schema that disagrees; of the missing property's schema where
 *     it has one
 * @param keyword the keyword of that schema, e.g. {@code minimum}
 * @param message what is wrong and what was expected
 */
public record Violation(String optionPointer, String schemaPointer, String keyword, String message) {}
