package io.github.orrery.render.view;

import org.jspecify.annotations.Nullable;

/**
 * A package's icon: a letter on a colour, covered by the package's own image where it has one that loads.
 *
 * @param letter one upper-case letter or digit
 * @param hue from 0 to 11, a colour of the stylesheet
 * @param url the image; null where there is none to show
 */
public record IconView(String letter, int hue, @Nullable String url) {}
