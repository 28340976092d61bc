package io.github.orrery.render.view;

import java.util.List;

/**
 * What differs from a site that was published before, for {@code new.ftlh}.
 *
 * @param packages those that differ, by name
 */
public record ChangesView(List<ChangeView> packages) {}
