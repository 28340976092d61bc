package io.github.orrery.app;

/**
 * Why a template is not rendered.
 *
 * @param reason {@link Refused.Reason#TEMPLATE_SYNTAX}, {@link Refused.Reason#PARTIAL_NOT_ALLOWED} or
 *     {@link Refused.Reason#TOO_DEEP}
 * @param line line in the template, from 1
 * @param message what is wrong and what was expected
 */
public record TemplateFault(Refused.Reason reason, int line, String message) {}
