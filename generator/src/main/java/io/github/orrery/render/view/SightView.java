package io.github.orrery.render.view;

import java.util.List;

/**
 * Which clusters see a revision, for {@code visibility.ftlh}.
 *
 * @param lines a line for each DC/OS version, oldest first
 */
public record SightView(List<VisibilityView> lines) {}
