package io.github.orrery.render.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of packages and the start page, for {@code packages.ftlh} and {@code index.ftlh}.
 *
 * @param packages how many packages
 * @param revisions how many revisions
 * @param updated ISO date of the newest change; null where none is given
 * @param letters those that begin a name, as links within the list or, where that is split, to its parts
 * @param letter the one whose packages are shown, where the list is split by letter; null where it is whole
 * @param part whether this is another page than the list's first
 * @param cards every package by name, or those of the letter
 * @param newest those with the newest changes
 * @param tags those that most packages have
 * @param repositories a line for each DC/OS version, newest first
 * @param downloads files of the whole repository
 * @param news link to what is new
 * @param feed link to the feed; null where the site has none
 * @param manifest link to the list of all files
 * @param sums link to their sums
 * @param hosts link to a ready configuration of a host; null where the site has none
 * @param api link to the description of the files for programs
 * @param exampleHost whether the commands name a host that the reader has to replace
 */
public record HomeView(
        PageFrame frame,
        int packages,
        int revisions,
        @Nullable String updated,
        List<LinkView> letters,
        @Nullable String letter,
        boolean part,
        List<CardView> cards,
        List<CardView> newest,
        List<LinkView> tags,
        List<RepositoryView> repositories,
        List<LinkView> downloads,
        String news,
        @Nullable String feed,
        String manifest,
        String sums,
        @Nullable String hosts,
        String api,
        boolean exampleHost) {}
