package io.github.orrery.render.view;

import java.util.List;

/**
 * What was published in one month.
 *
 * @param name e.g. {@code 2021-12}
 * @param updates newest first
 */
public record MonthView(String name, List<UpdateView> updates) {}
