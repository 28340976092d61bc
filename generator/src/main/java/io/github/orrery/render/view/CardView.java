package io.github.orrery.render.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A package in a list.
 *
 * @param letter the id that the letter index leads to; null but for the first package of a letter
 * @param summary one line
 * @param minDcos oldest DC/OS version, empty where none is given
 * @param date ISO date of the last change; null where none is given
 * @param hidden why no cluster sees it; null where some do
 */
public record CardView(
        @Nullable String letter,
        String name,
        String href,
        String version,
        IconView icon,
        String summary,
        List<String> tags,
        String minDcos,
        List<BadgeView> badges,
        @Nullable String date,
        @Nullable String hidden) {}
