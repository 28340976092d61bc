package io.github.orrery.render.view;

import java.util.List;

/**
 * What is new, for {@code new.ftlh}.
 *
 * @param months newest first
 * @param older how many dated revisions are not listed, because they are older
 * @param undated how many revisions say no date
 */
public record NewsView(PageFrame frame, List<MonthView> months, int older, int undated) {}
