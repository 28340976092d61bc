package io.github.orrery.check;

/**
 * One way in which a JSON value is not what a schema says.
 *
 * @param pointer JSON Pointer of the value, or of the member that should not be there
 * @param keyword the keyword of the schema that is not satisfied, e.g. {@code type}
 * @param message what is wrong and what was expected
 */
record SchemaViolation(String pointer, String keyword, String message) {}
