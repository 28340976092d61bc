package io.github.orrery.render.view;

import freemarker.core.TemplateHTMLOutputModel;
import org.jspecify.annotations.Nullable;

/**
 * Which versions upgrade and downgrade to which.
 *
 * @param picture as SVG; null where no two versions are named
 * @param summary in words
 * @param choices every version as an option of a choice, newest first, with what the page's script finds paths by:
 *     {@code data-u} and {@code data-d} are the places of the versions that it upgrades from and downgrades to, {@code *}
 *     for all, {@code data-m} the oldest cluster, {@code data-x} stands where no cluster sees it
 */
public record UpgradesView(
        @Nullable TemplateHTMLOutputModel picture, String summary, TemplateHTMLOutputModel choices) {}
