package io.github.orrery.render.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packages that have something in common, such as a tag.
 *
 * @param name what that is
 * @param id its place in the page
 * @param contact link to what the name names, such as a mail address; null where it names nothing
 * @param packages links to them, by name
 */
public record GroupView(String name, String id, @Nullable String contact, List<LinkView> packages) {}
