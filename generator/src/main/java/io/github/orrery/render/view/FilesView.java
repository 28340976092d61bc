package io.github.orrery.render.view;

import java.util.List;

/**
 * What the site holds for programs, for {@code api.ftlh}.
 *
 * @param files those of this site
 * @param dcosVersions the versions that have an index, oldest first
 */
public record FilesView(PageFrame frame, List<PublishedView> files, List<String> dcosVersions) {}
