package io.github.orrery.render.view;

import freemarker.core.TemplateHTMLOutputModel;

/**
 * The options below one name of the top level.
 *
 * @param anchor the id of the group, unique in the page
 * @param name e.g. {@code service}; {@code General} for those of the top level itself
 * @param description one paragraph, may be empty
 * @param count how many options
 * @param rows table rows, made in Java because they are most of a page: option (a link to itself), type, default,
 *     allowed values, description; a row of class {@code sub} opens the options of an inner object
 */
public record OptionGroupView(
        String anchor, String name, TemplateHTMLOutputModel description, int count, TemplateHTMLOutputModel rows) {}
