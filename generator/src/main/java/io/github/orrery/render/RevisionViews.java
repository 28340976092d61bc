package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freemarker.core.TemplateHTMLOutputModel;
import io.github.orrery.app.AppRenderer;
import io.github.orrery.app.RenderedApp;
import io.github.orrery.json.Json;
import io.github.orrery.model.Content;
import io.github.orrery.model.PackageName;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.render.view.BadgeView;
import io.github.orrery.render.view.CommandView;
import io.github.orrery.render.view.FactView;
import io.github.orrery.render.view.IconView;
import io.github.orrery.render.view.LinkView;
import io.github.orrery.render.view.NoteView;
import io.github.orrery.render.view.NoticeView;
import io.github.orrery.render.view.PageFrame;
import io.github.orrery.render.view.RevisionView;
import io.github.orrery.render.view.SightView;
import io.github.orrery.render.view.VersionView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The views of one package's revisions. What equals between revisions, which the configuration reference and the notes
 * mostly do, is made once. For one thread.
 */
final class RevisionViews {
    private static final int LINE = 300;
    private static final int MOST_IN_TABLE = 8;

    /** What each page of a revision tells of it alike. */
    private record Said(ResourceFacts resource, List<FactView> facts, List<FactView> needs) {}

    private final PackageSelection selection;
    private final CatalogueFrames frames;
    private final Sight sight;
    private final PackageIcons icons;
    private final AppRenderer apps;
    private final Fragments fragments;
    private final Map<String, TemplateHTMLOutputModel> markdown = new HashMap<>();

    private final Map<String, LinkView> maintainers = new HashMap<>();
    private final Map<String, LinkView> tags = new HashMap<>();
    private final Set<String> tagsOfNewest = new HashSet<>();
    private @Nullable Said saidOfNewest;

    RevisionViews(
            PackageSelection selection,
            Sight sight,
            PackageIcons icons,
            CatalogueFrames frames,
            AppRenderer apps,
            Fragments fragments) {
        this.selection = selection;
        this.sight = sight;
        this.icons = icons;
        this.frames = frames;
        this.apps = apps;
        this.fragments = fragments;
        CatalogueRows.tags(selection.universePackage().newest())
                .forEach(tag -> tagsOfNewest.add(SiteLayout.tagId(tag)));
    }

    /** The page of the package: its newest revision, with the table of all versions. */
    RevisionView packagePage() {
        return view(selection.universePackage().revisions().size() - 1, true);
    }

    /** The page of one revision, by its index in the package. */
    RevisionView revisionPage(int index) {
        return view(index, false);
    }

    private RevisionView view(int index, boolean packagePage) {
        List<Revision> revisions = selection.universePackage().revisions();
        Revision revision = revisions.get(index);
        JsonNode packageJson = revision.packageJson().tree();
        Said said = said(index);
        ResourceFacts facts = said.resource;
        IconView icon = icons.below(revision);
        return new RevisionView(
                frame(revision, packagePage, icon.url()),
                revision.name().value(),
                PackageText.version(revision),
                revision.releaseVersion(),
                icon,
                packagePage ? null : "index.html",
                notices(index, packagePage),
                badges(revision),
                PackageText.flag(revision, "framework"),
                commands(revision, packagePage, !facts.binaries().isEmpty()),
                packagePage ? withFeed(said.facts, revision.name()) : said.facts,
                markdown(packageJson.path("description")),
                notes(packageJson),
                facts.screenshots().stream().map(icons::shot).toList(),
                said.needs,
                facts.images(),
                facts.assets(),
                facts.hosts(),
                facts.binaries(),
                PackageText.lines(tree(revision.command().orElse(null)).path("pip"), LINE),
                visibility(revision),
                options(revision),
                revision.template().isEmpty() ? null : frames.formScript(),
                packagePage ? versions() : List.of(),
                packagePage ? UpgradeViews.of(revisions, sight) : null,
                packagePage && index > 0 ? RevisionChanges.between(revisions.get(index - 1), revision) : null,
                packagePage && index > 0 ? frames.compare() : null,
                index == 0 ? null : neighbour(revisions.get(index - 1)),
                index == revisions.size() - 1 ? null : neighbour(revisions.get(index + 1)));
    }

    /** What both pages of the newest revision tell is made once. */
    private Said said(int index) {
        List<Revision> revisions = selection.universePackage().revisions();
        if (index < revisions.size() - 1) {
            return said(revisions.get(index));
        }
        Said known = saidOfNewest;
        if (known == null) {
            known = said(revisions.get(index));
            saidOfNewest = known;
        }
        return known;
    }

    private Said said(Revision revision) {
        return new Said(
                ResourceFacts.of(tree(revision.resource().orElse(null))), facts(revision), AppNeeds.of(app(revision)));
    }

    private List<FactView> withFeed(List<FactView> facts, PackageName name) {
        List<FactView> more = new ArrayList<>(facts);
        addLinks(more, "For others", frames.forOthers(name));
        return more;
    }

    private PageFrame frame(Revision revision, boolean packagePage, @Nullable String image) {
        String name = revision.name().value();
        String title = packagePage
                ? name
                : name + " " + PackageText.version(revision) + " (revision " + revision.releaseVersion() + ")";
        String description = PackageText.summary(revision, 160);
        return packagePage
                ? frames.ofPackage(revision, description, image, frames.packageScript())
                : frames.ofRevision(revision, title, description, image, frames.packageScript());
    }

    private static LinkView neighbour(Revision revision) {
        return new LinkView(PackageText.version(revision), SiteLayout.revisionFile(revision.releaseVersion()));
    }

    private List<NoticeView> notices(int index, boolean packagePage) {
        List<Revision> revisions = selection.universePackage().revisions();
        Revision revision = revisions.get(index);
        Revision newest = selection.universePackage().newest();
        List<NoticeView> notices = new ArrayList<>();
        if (!packagePage && revision != newest) {
            notices.add(new NoticeView(
                    "This is an older revision. The newest is",
                    new LinkView(PackageText.version(newest), "index.html")));
        }
        String hidden = sight.hidden(revision);
        if (hidden != null) {
            notices.add(sight.newestSeen()
                    .map(seen -> new NoticeView(
                            "No cluster sees this revision: " + hidden + ". The newest that one sees is",
                            neighbour(seen)))
                    .orElseGet(() ->
                            new NoticeView("No cluster sees this package: " + hidden + ".", new LinkView("", null))));
        }
        sight.shadow(revision)
                .ifPresent(later -> notices.add(new NoticeView(
                        "A later revision has the same version, and clusters install that one:",
                        new LinkView(
                                "revision " + later.releaseVersion(),
                                SiteLayout.revisionFile(later.releaseVersion())))));
        return notices;
    }

    private static List<BadgeView> badges(Revision revision) {
        List<BadgeView> badges = new ArrayList<>();
        if (PackageText.flag(revision, "selected")) {
            badges.add(new BadgeView("selected", "good"));
        }
        if (PackageText.flag(revision, "framework")) {
            badges.add(new BadgeView("framework", "plain"));
        }
        if (PackageText.isCliOnly(revision)) {
            badges.add(new BadgeView("CLI only", "plain"));
        }
        if (PackageText.flag(revision, "hasKnownIssues")) {
            badges.add(new BadgeView("known issues", "warn"));
        }
        String minimum = PackageText.minDcos(revision);
        if (!minimum.isEmpty()) {
            badges.add(new BadgeView("DC/OS \u2265 " + minimum, "plain"));
        }
        JsonNode licence =
                revision.packageJson().tree().path("licenses").path(0).path("name");
        if (licence.isTextual() && !licence.textValue().isBlank()) {
            badges.add(new BadgeView(PackageText.line(licence, 40), "plain"));
        }
        return badges;
    }

    private List<CommandView> commands(Revision revision, boolean packagePage, boolean hasBinaries) {
        String install = "dcos package install " + revision.name();
        String exactly = exactVersion(revision);
        boolean hasApp = !PackageText.isCliOnly(revision);
        List<CommandView> commands = new ArrayList<>();
        if (packagePage) {
            commands.add(new CommandView("Install the newest version your cluster sees", install));
        }
        if (!exactly.isEmpty()) {
            commands.add(new CommandView("Install exactly this version", install + exactly));
        }
        if (hasApp && revision.config().isPresent()) {
            commands.add(new CommandView(
                    "Install with options of your own",
                    install + (packagePage ? "" : exactly) + " --options=options.json"));
        }
        if (hasBinaries || revision.command().isPresent()) {
            commands.add(new CommandView(
                    hasApp ? "Install only its command line" : "Install the command line",
                    install + (packagePage ? "" : exactly) + " --cli"));
        }
        return commands;
    }

    /** The argument that asks for a version, quoted for a shell; empty where the text is none to type. */
    private static String exactVersion(Revision revision) {
        String version = revision.version();
        if (isPlainWord(version)) {
            return " --package-version=" + version;
        }
        boolean typable =
                !version.isEmpty() && version.length() <= 100 && version.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return typable ? " --package-version='" + version.replace("'", "'\\''") + "'" : "";
    }

    /** Whether a shell takes the text as it is. */
    private static boolean isPlainWord(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && (i == 0 || "._+-".indexOf(c) < 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private List<FactView> facts(Revision revision) {
        JsonNode packageJson = revision.packageJson().tree();
        List<FactView> facts = new ArrayList<>();
        addText(facts, "Version", PackageText.version(revision));
        addText(facts, "Revision", Long.toString(revision.releaseVersion()));
        String minimum = PackageText.minDcos(revision);
        addText(facts, "Needs DC/OS", minimum.isEmpty() ? "any version" : minimum + " or newer");
        String date = PackageText.date(PackageText.lastUpdated(revision));
        addText(facts, "Updated", date == null ? "" : date);
        String maintainer = PackageText.line(packageJson.path("maintainer"), LINE);
        addLinks(
                facts,
                "Maintainer",
                List.of(maintainers.computeIfAbsent(
                        maintainer,
                        text -> new LinkView(text, SafeUrl.mail(text).orElse(null)))));
        addLinks(facts, "Website", List.of(link(packageJson.path("website"))));
        addLinks(facts, "Source", List.of(link(packageJson.path("scm"))));
        List<LinkView> licences = new ArrayList<>();
        for (JsonNode licence : packageJson.path("licenses")) {
            licences.add(new LinkView(
                    PackageText.line(licence.path("name"), LINE),
                    link(licence.path("url")).href()));
        }
        addLinks(facts, licences.size() > 1 ? "Licences" : "Licence", licences);
        addLinks(facts, "Tags", tags(revision));
        addText(
                facts,
                "Managed by",
                PackageText.line(packageJson.path("manager").path("packageName"), 100));
        addLinks(facts, "Upgrades from", plain(PackageText.lines(packageJson.path("upgradesFrom"), 100)));
        addLinks(facts, "Downgrades to", plain(PackageText.lines(packageJson.path("downgradesTo"), 100)));
        addText(facts, "Packaging version", revision.packagingVersion().text());
        return facts;
    }

    /** Each leads to the packages that have it too; tags that only an older revision has are on no page of their own. */
    private List<LinkView> tags(Revision revision) {
        List<LinkView> links = new ArrayList<>();
        for (String tag : CatalogueRows.tags(revision)) {
            links.add(tags.computeIfAbsent(
                    tag,
                    text -> new LinkView(
                            text,
                            tagsOfNewest.contains(SiteLayout.tagId(text))
                                    ? SiteLayout.up() + SiteLayout.tag(text)
                                    : null)));
        }
        return links;
    }

    private static LinkView link(JsonNode text) {
        return text.isTextual()
                ? new LinkView(
                        VisibleText.line(text.textValue(), LINE),
                        SafeUrl.link(text.textValue()).orElse(null))
                : new LinkView("", null);
    }

    private static List<LinkView> plain(List<String> texts) {
        List<LinkView> links = new ArrayList<>(texts.size());
        for (String text : texts) {
            links.add(new LinkView(text, null));
        }
        return links;
    }

    private static void addText(List<FactView> facts, String name, String value) {
        addLinks(facts, name, List.of(new LinkView(value, null)));
    }

    private static void addLinks(List<FactView> facts, String name, List<LinkView> values) {
        List<LinkView> shown = new ArrayList<>(values);
        shown.removeIf(value -> value.text().isEmpty());
        if (!shown.isEmpty()) {
            facts.add(new FactView(name, shown));
        }
    }

    private List<NoteView> notes(JsonNode packageJson) {
        List<NoteView> notes = new ArrayList<>();
        addNote(notes, "Before installing", packageJson.path("preInstallNotes"));
        addNote(notes, "After installing", packageJson.path("postInstallNotes"));
        addNote(notes, "After uninstalling", packageJson.path("postUninstallNotes"));
        return notes;
    }

    private void addNote(List<NoteView> notes, String title, JsonNode text) {
        if (text.isTextual() && !text.textValue().isBlank()) {
            notes.add(new NoteView(title, markdown(text)));
        }
    }

    /** The Marathon app that default options give; null where they give none. */
    private @Nullable ObjectNode app(Revision revision) {
        return apps.render(revision, Json.NODES.objectNode()) instanceof RenderedApp rendered ? rendered.app() : null;
    }

    private TemplateHTMLOutputModel markdown(JsonNode text) {
        return markdown.computeIfAbsent(text.isTextual() ? text.textValue() : "", Markdown::render);
    }

    private @Nullable TemplateHTMLOutputModel options(Revision revision) {
        RevisionPart config = revision.config().orElse(null);
        if (config == null || config.isEmpty()) {
            return null;
        }
        return fragments.of("options.ftlh", Content.of(config), () -> OptionsReference.of(config.tree()));
    }

    /** Which clusters see it; null where no index is made. */
    private @Nullable TemplateHTMLOutputModel visibility(Revision revision) {
        return sight.isOfNone()
                ? null
                : fragments.of("visibility.ftlh", sight.fate(revision), () -> new SightView(sight.lines(revision)));
    }

    private List<VersionView> versions() {
        List<VersionView> versions = new ArrayList<>();
        for (Revision revision : selection.universePackage().revisions()) {
            JsonNode packageJson = revision.packageJson().tree();
            versions.add(new VersionView(
                    revision.releaseVersion(),
                    PackageText.version(revision),
                    SiteLayout.revisionFile(revision.releaseVersion()),
                    PackageText.date(PackageText.lastUpdated(revision)),
                    PackageText.minDcos(revision),
                    revision.packagingVersion().text(),
                    joined(packageJson.path("upgradesFrom")),
                    joined(packageJson.path("downgradesTo")),
                    sight.hidden(revision)));
        }
        Collections.reverse(versions);
        return versions;
    }

    private static String joined(JsonNode versions) {
        List<String> texts = PackageText.lines(versions, 60);
        if (texts.size() > MOST_IN_TABLE) {
            return String.join(", ", texts.subList(0, MOST_IN_TABLE)) + " and " + (texts.size() - MOST_IN_TABLE)
                    + " more";
        }
        return String.join(", ", texts);
    }

    private static JsonNode tree(@Nullable RevisionPart part) {
        return part == null ? MissingNode.getInstance() : part.tree();
    }
}
