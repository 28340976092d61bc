package io.github.orrery.render.view;

import java.util.List;

/**
 * Something that could be better in some packages.
 *
 * @param id its place in the page
 * @param title in a few words
 * @param text what it means and what to do
 * @param count in how many packages, or how often
 * @param packages those, by name, each with how often
 * @param more how many further packages there are that are not listed
 */
public record ConcernView(String id, String title, String text, String count, List<LinkView> packages, int more) {}
