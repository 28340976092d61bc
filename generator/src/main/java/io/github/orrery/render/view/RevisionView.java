package io.github.orrery.render.view;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one revision, and of a package as its newest revision, for {@code package.ftlh}.
 *
 * @param packagePage link to the package's page; null on that page itself
 * @param notices what to know before reading on
 * @param badges short remarks
 * @param framework whether it starts more than its app
 * @param commands how to install it
 * @param facts the column beside the text
 * @param description what it is; never empty markup where the package says something
 * @param notes what the command line shows before and after
 * @param screenshots what it looks like
 * @param needs what the app asks of the cluster, as far as it is known
 * @param images container images
 * @param assets files that are fetched
 * @param hosts where these come from
 * @param binaries programs for the command line
 * @param requirements Python packages of old command-line extensions
 * @param visibility list items, one for each DC/OS version; null where no index is made
 * @param options the configuration reference; null where there is nothing to configure
 * @param form link to the script that makes a form of config.json; null where the page has nothing to render
 * @param versions every revision, newest first; empty on a revision's page
 * @param upgrades which version upgrades to which; null where none is named, and on a revision's page
 * @param changes what changed since the revision before; null where nothing did, and on a revision's page
 * @param compare what compares two revisions; null where there is but one, and on a revision's page
 * @param older link to the revision before it; null for the first
 * @param newer link to the revision after it; null for the last
 */
public record RevisionView(
        PageFrame frame,
        String name,
        String version,
        long releaseVersion,
        IconView icon,
        @Nullable String packagePage,
        List<NoticeView> notices,
        List<BadgeView> badges,
        boolean framework,
        List<CommandView> commands,
        List<FactView> facts,
        TemplateHTMLOutputModel description,
        List<NoteView> notes,
        List<ShotView> screenshots,
        List<FactView> needs,
        List<LinkView> images,
        List<FactView> assets,
        List<String> hosts,
        List<BinaryView> binaries,
        List<String> requirements,
        @Nullable TemplateHTMLOutputModel visibility,
        @Nullable TemplateHTMLOutputModel options,
        @Nullable String form,
        List<VersionView> versions,
        @Nullable UpgradesView upgrades,
        @Nullable RevisionChangesView changes,
        @Nullable CompareView compare,
        @Nullable LinkView older,
        @Nullable LinkView newer) {}
