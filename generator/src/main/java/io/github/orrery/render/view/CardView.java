package io.github.orrery.render.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A package in a list.
 *
 * @param id of the card in the list; null elsewhere
 * @param summary one line
 * @param minDcos oldest DC/OS version, empty where none is given
 * @param date ISO date of the last change; null where none is given
 * @param hidden why no cluster sees it; null where some do
 * @param dimmed whether nobody should begin to use it
 */
public record CardView(
        @Nullable String id,
        String name,
        String href,
        String version,
        IconView icon,
        String summary,
        List<String> tags,
        String minDcos,
        List<BadgeView> badges,
        @Nullable String date,
        @Nullable String hidden,
        boolean dimmed) {}
