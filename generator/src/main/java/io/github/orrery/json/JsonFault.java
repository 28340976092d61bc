package io.github.orrery.json;

/**
 * Why a text is not the JSON that was expected, and where.
 *
 * @param ruleId {@code json-syntax}, {@code json-encoding} or {@code json-limit}
 * @param offset byte offset of the fault in the text, from 0
 * @param message what is wrong and what was expected
 */
public record JsonFault(String ruleId, int offset, String message) {}
