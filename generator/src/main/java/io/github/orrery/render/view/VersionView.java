package io.github.orrery.render.view;

import org.jspecify.annotations.Nullable;

/**
 * A revision in the table of versions.
 *
 * @param version upstream's version
 * @param href link to its page
 * @param date ISO date of its last change; null where none is given
 * @param minDcos oldest DC/OS version, empty where none is given
 * @param upgradesFrom versions, with commas; empty for none
 * @param downgradesTo versions, with commas; empty for none
 * @param hidden why no cluster sees it; null where some do
 */
public record VersionView(
        long releaseVersion,
        String version,
        String href,
        @Nullable String date,
        String minDcos,
        String packagingVersion,
        String upgradesFrom,
        String downgradesTo,
        @Nullable String hidden) {}
