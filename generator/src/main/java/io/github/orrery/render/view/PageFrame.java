package io.github.orrery.render.view;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.List;
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
 * @param iconType its media type
 * @param images the directive of the Content-Security-Policy that says from where images come
 * @param theme link to the script that remembers whether pages are light or dark
 * @param scripts links to what the page runs once it is there
 * @param navigation the pages that every page leads to
 * @param more further pages, for the foot
 * @param current the address of the entry in either that is this page; null where it is none of them
 * @param head what programs read: feeds, Open Graph, JSON-LD
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
        String iconType,
        String images,
        String theme,
        List<String> scripts,
        List<LinkView> navigation,
        List<LinkView> more,
        @Nullable String current,
        TemplateHTMLOutputModel head) {}
