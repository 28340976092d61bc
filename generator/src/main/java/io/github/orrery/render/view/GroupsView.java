package io.github.orrery.render.view;

import java.util.List;

/**
 * All tags, or all maintainers, for {@code groups.ftlh}.
 *
 * @param heading e.g. {@code Tags}
 * @param lead one sentence
 * @param largest links to the groups of most packages
 * @param groups all, by name
 */
public record GroupsView(
        PageFrame frame, String heading, String lead, List<LinkView> largest, List<GroupView> groups) {}
