package io.github.orrery.render.view;

/**
 * A revision that was published.
 *
 * @param date ISO date
 * @param name the package's
 * @param href its page
 * @param revision link to the revision's page, named by its version
 * @param first whether the package had none before
 */
public record UpdateView(String date, String name, String href, LinkView revision, boolean first) {}
