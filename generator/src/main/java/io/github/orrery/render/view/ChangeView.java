package io.github.orrery.render.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a package differs from what was published before.
 *
 * @param name the package's
 * @param href its page; null where it is gone
 * @param added whether it was not there before
 * @param revisions those that are new, by their versions, newest first
 * @param edited those whose content changed under the same version, by their versions, newest first
 * @param gone the versions of those that are no longer there, newest first
 */
public record ChangeView(
        String name,
        @Nullable String href,
        boolean added,
        List<LinkView> revisions,
        List<LinkView> edited,
        List<String> gone) {}
