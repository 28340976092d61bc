package io.github.orrery.render.view;

import org.jspecify.annotations.Nullable;

/**
 * A text that may be a link.
 *
 * @param href target that is safe to link to; null where the text is not one
 */
public record LinkView(String text, @Nullable String href) {}
