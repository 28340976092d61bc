package io.github.orrery.render.view;

import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param siteTitle the name of the whole site
 * @param title of the page, for the window
 * @param description one line for search engines
 * @param start link to the start page
 * @param list link to the list of packages
 * @param use link to the explanation how clusters use this repository
 * @param stylesheet link
 * @param icon link to the site's own icon
 * @param section which entry of the navigation the page belongs to: {@code start}, {@code list} or none
 */
public record PageFrame(
        String siteTitle,
        String title,
        String description,
        String start,
        String list,
        String use,
        String stylesheet,
        String icon,
        @Nullable String section) {}
