package io.github.orrery.render.view;

import org.jspecify.annotations.Nullable;

/**
 * A file of the site, or several of one kind, for programs.
 *
 * @param path as it is written, e.g. {@code repo-up-to-<V>.json}
 * @param href link to one of them; null where the site holds none
 * @param mediaType what it is served as
 * @param text what it holds, one sentence or two
 */
public record PublishedView(String path, @Nullable String href, String mediaType, String text) {}
