package io.github.orrery.render.view;

import org.jspecify.annotations.Nullable;

/**
 * What clusters of one DC/OS version see.
 *
 * @param dcos e.g. {@code 1.13}
 * @param sees whether their index holds this revision
 * @param remark why not, or what is lost; empty where there is nothing to say
 * @param installs what they install when no version is asked for; null where they see nothing of the package
 * @param shard link to what they are given of the package; null where it is not published
 */
public record VisibilityView(
        String dcos, boolean sees, String remark, @Nullable LinkView installs, @Nullable String shard) {}
