package io.github.orrery.render.view;

import org.jspecify.annotations.Nullable;

/**
 * One thing that differs.
 *
 * @param what happened, e.g. {@code option added}
 * @param name to what; none where the first words say it all
 * @param details in words; empty where there is no more to say
 * @param breaking whether an installation or its options may be refused, or do nothing
 */
public record RevisionChangeView(String what, @Nullable String name, String details, boolean breaking) {}
