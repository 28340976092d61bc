package io.github.orrery.render.view;

import org.jspecify.annotations.Nullable;

/**
 * A screenshot of a package.
 *
 * @param link to the picture, unless the address holds the picture itself; its text is the address
 * @param image what the page shows; null where it may not
 */
public record ShotView(LinkView link, @Nullable String image) {}
