package io.github.orrery.render.view;

import org.jspecify.annotations.Nullable;

/**
 * A screenshot of a package.
 *
 * @param link to the picture; its text is the address as the package gives it
 * @param image what the page shows; null where it shows no picture of another host, or could not
 */
public record ShotView(LinkView link, @Nullable String image) {}
