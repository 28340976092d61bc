package io.github.orrery.render.view;

import java.util.List;

/**
 * How the repository is, for {@code health.ftlh}.
 *
 * @param packages how many packages it has
 * @param gaps what newest revisions leave to wish
 * @param warnings what {@code check} warns of, a rule each
 */
public record HealthView(PageFrame frame, int packages, List<ConcernView> gaps, List<ConcernView> warnings) {}
