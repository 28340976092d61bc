package io.github.orrery.render.view;

/**
 * What a page loads when somebody compares two revisions.
 *
 * @param script link to the script that compares
 * @param form link to the script that renders apps
 * @param files link to the files of all revisions
 */
public record CompareView(String script, String form, String files) {}
