package io.github.orrery.render.view;

/**
 * The page for what is not there, for {@code not-found.ftlh}.
 *
 * @param packages how many packages
 */
public record NotFoundView(PageFrame frame, int packages) {}
