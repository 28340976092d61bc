package io.github.orrery.render.view;

import java.util.List;

/**
 * The configuration reference of a revision, for {@code options.ftlh}.
 *
 * @param count how many options there are
 * @param leftOut how many are not listed, because there are too many
 */
public record OptionsView(int count, int leftOut, List<OptionGroupView> groups) {}
