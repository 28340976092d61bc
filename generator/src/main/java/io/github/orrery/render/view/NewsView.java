package io.github.orrery.render.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is new, for {@code new.ftlh}.
 *
 * @param since what differs from the site that was published before; null where none was named
 * @param months newest first
 * @param older how many dated revisions are not listed, because they are older
 * @param undated how many revisions say no date
 */
public record NewsView(PageFrame frame, @Nullable ChangesView since, List<MonthView> months, int older, int undated) {}
