package io.github.orrery.render.view;

/**
 * A short remark beside a name.
 *
 * @param text e.g. {@code CLI only}
 * @param kind word that the stylesheet knows: {@code plain}, {@code good} or {@code warn}
 */
public record BadgeView(String text, String kind) {}
