package io.github.orrery.render.view;

import java.util.List;

/**
 * What differs from an earlier revision.
 *
 * @param since that revision
 * @param changes at the most as many as a page shows
 * @param more how many others there are
 */
public record RevisionChangesView(LinkView since, List<RevisionChangeView> changes, int more) {}
