package io.github.orrery.render;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PackageName;
import io.github.orrery.model.RepositoryVersion;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.render.view.FilesView;
import io.github.orrery.render.view.GroupView;
import io.github.orrery.render.view.GroupsView;
import io.github.orrery.render.view.LinkView;
import io.github.orrery.render.view.MonthView;
import io.github.orrery.render.view.NewsView;
import io.github.orrery.render.view.PublishedView;
import io.github.orrery.render.view.UpdateView;
import io.github.orrery.site.Family;
import io.github.orrery.site.SiteFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The views of the pages around the list: tags, maintainers, what is new, what programs find. */
final class AroundViews {
    private static final int LARGEST = 24;
    private static final int UPDATES = 200;

    private record Dated(CatalogueRow row, CatalogueRow.Update update, long seconds) {}

    private final CatalogueOptions options;
    private final CatalogueFrames frames;
    private final List<CatalogueRow> rows;

    /** @param rows by name */
    AroundViews(List<CatalogueRow> rows, CatalogueOptions options, CatalogueFrames frames) {
        this.rows = rows;
        this.options = options;
        this.frames = frames;
    }

    GroupsView tags() {
        List<GroupView> groups = groups(rows, CatalogueRow::tags, SiteLayout::tagId, name -> null);
        return new GroupsView(
                frames.top(SiteLayout.TAGS, "Tags", "Every tag of the repository, with its packages."),
                "Tags",
                groups.size() + " tags, each with its packages.",
                largest(groups),
                groups);
    }

    GroupsView maintainers() {
        List<GroupView> groups = groups(
                rows,
                row -> row.maintainer().isEmpty() ? List.of() : List.of(row.maintainer()),
                SiteLayout::maintainerId,
                AroundViews::contact);
        return new GroupsView(
                frames.top(SiteLayout.MAINTAINERS, "Maintainers", "Who maintains which packages."),
                "Maintainers",
                "Whom the packages name as their maintainers, and how to reach them.",
                List.of(),
                groups);
    }

    /** Links to the tags that most packages have, each with their number. */
    static List<LinkView> largestTags(List<CatalogueRow> rows) {
        return largest(groups(rows, CatalogueRow::tags, SiteLayout::tagId, name -> null)).stream()
                .map(link -> new LinkView(link.text(), SiteLayout.TAGS + link.href()))
                .toList();
    }

    NewsView news() {
        List<Dated> dated = new ArrayList<>();
        int undated = 0;
        for (CatalogueRow row : rows) {
            for (CatalogueRow.Update update : row.updates()) {
                Long seconds = update.seconds();
                if (seconds == null) {
                    undated++;
                } else {
                    dated.add(new Dated(row, update, seconds));
                }
            }
        }
        dated.sort(Comparator.comparingLong(Dated::seconds)
                .thenComparingLong(one -> one.update().releaseVersion())
                .reversed()
                .thenComparing(one -> one.row().name()));
        Map<String, List<UpdateView>> months = new LinkedHashMap<>();
        for (Dated one : dated.subList(0, Math.min(UPDATES, dated.size()))) {
            UpdateView update = update(one);
            months.computeIfAbsent(update.date().substring(0, 7), month -> new ArrayList<>())
                    .add(update);
        }
        return new NewsView(
                frames.top(SiteLayout.NEW, "What is new", "The revisions that were published last."),
                options.previous() == null ? null : ChangeViews.since(options.previous(), rows),
                months.entrySet().stream()
                        .map(month -> new MonthView(month.getKey(), month.getValue()))
                        .toList(),
                Math.max(0, dated.size() - UPDATES),
                undated);
    }

    FilesView files() {
        List<PublishedView> files = new ArrayList<>();
        List<DcosReleaseVersion> json =
                options.dcosVersions().stream().filter(dcos -> !dcos.readsZip()).toList();
        List<DcosReleaseVersion> zip = options.dcosVersions().stream()
                .filter(DcosReleaseVersion::readsZip)
                .toList();
        DcosReleaseVersion newest = json.isEmpty() ? null : json.get(json.size() - 1);
        if (options.has(Family.INDEXES)) {
            if (newest != null) {
                files.add(new PublishedView(
                        SiteLayout.INDEX_PREFIX + "<V>.json",
                        SiteLayout.index(newest),
                        RepositoryVersion.of(newest).contentType(),
                        "What clusters of the DC/OS version <V> see: an object whose member packages is the list of"
                                + " revisions, by name and revision. The version in its media type is v3 up to"
                                + " DC/OS 1.9, v4 up to 1.11, v5 above."));
            }
            files.add(new PublishedView(
                    SiteLayout.UNIVERSE,
                    SiteLayout.UNIVERSE,
                    RepositoryVersion.V5.contentType(),
                    "Every revision, also withdrawn ones, none changed for old clusters."));
        }
        if (options.has(Family.SHARDS) && newest != null && !rows.isEmpty()) {
            files.add(new PublishedView(
                    "<V>/package/<name>.json",
                    rows.stream()
                            .filter(row -> row.seenBy().contains(newest.toString()))
                            .findFirst()
                            .map(row -> SiteLayout.shard(newest, new PackageName(row.name())))
                            .orElse(null),
                    RepositoryVersion.of(newest).contentType(),
                    "The part of repo-up-to-<V>.json that is one package's, in the same form."));
        }
        if (options.has(Family.ZIPS) && !zip.isEmpty()) {
            files.add(new PublishedView(
                    SiteLayout.INDEX_PREFIX + "<V>.zip",
                    SiteLayout.index(zip.get(zip.size() - 1)),
                    SiteFile.ZIP,
                    "What clusters before DC/OS 1.8 see, in packaging version 2.0."));
        }
        files.add(new PublishedView(
                SiteLayout.SEARCH_INDEX,
                SiteLayout.SEARCH_INDEX,
                SiteFile.JAVASCRIPT,
                "A line for each package: name, version, tags, licences, what each DC/OS version installs. As a"
                        + " script that sets window.U, so that pages opened from a disk can load it."));
        PackageName first = rows.isEmpty() ? null : new PackageName(rows.get(0).name());
        if (first != null) {
            files.add(new PublishedView(
                    "packages/<name>/" + SiteLayout.PACKAGE_DATA,
                    SiteLayout.packageData(first),
                    SiteFile.JAVASCRIPT,
                    "The files of every revision of a package, for the form and the comparison on its pages."));
        }
        if (options.has(Family.FEEDS)) {
            files.add(new PublishedView(
                    SiteLayout.FEED,
                    SiteLayout.FEED,
                    SiteFile.ATOM,
                    "The revisions that were published last, as an Atom feed."));
            if (first != null) {
                files.add(new PublishedView(
                        "packages/<name>/" + SiteLayout.FEED,
                        SiteLayout.packageFeed(first),
                        SiteFile.ATOM,
                        "Those of one package."));
            }
        }
        if (options.has(Family.ARCHIVES)) {
            files.add(new PublishedView(
                    SiteLayout.PACKAGES_TGZ,
                    SiteLayout.PACKAGES_TGZ,
                    SiteFile.GZIP,
                    "The repository as its authors wrote it."));
            files.add(new PublishedView(
                    SiteLayout.PACKAGES_ZIP,
                    SiteLayout.PACKAGES_ZIP,
                    SiteFile.ZIP,
                    "What the oldest command lines download: what clusters of DC/OS 1.7 see, in packaging version 2.0,"
                            + " with its schemas."));
        }
        if (options.has(Family.LEGACY)) {
            files.add(new PublishedView(
                    SiteLayout.META_INDEX,
                    SiteLayout.META_INDEX,
                    SiteFile.JSON,
                    "The condensed index of the oldest tools: names, versions, descriptions."));
        }
        if (options.has(Family.SCHEMAS)) {
            files.add(new PublishedView(
                    SiteLayout.schema("*.json"), null, SiteFile.JSON, "JSON Schemas of every file and index."));
        }
        files.add(new PublishedView(
                SiteLayout.SITE_JSON,
                SiteLayout.SITE_JSON,
                SiteFile.JSON,
                "Every file of this site: path, size, SHA-256, media type, how long it may be kept."));
        files.add(new PublishedView(
                SiteLayout.SHA256SUMS,
                SiteLayout.SHA256SUMS,
                SiteFile.TEXT,
                "Every file's SHA-256, for sha256sum -c."));
        return new FilesView(
                frames.top(SiteLayout.API, "For programs", "The JSON and other files of this repository."),
                files,
                options.dcosVersions().stream()
                        .map(DcosReleaseVersion::toString)
                        .toList());
    }

    private static UpdateView update(Dated one) {
        PackageName name = new PackageName(one.row().name());
        String date = PackageText.date(one.seconds());
        return new UpdateView(
                date == null ? "" : date,
                name.value(),
                SiteLayout.packagePage(name),
                new LinkView(
                        one.update().version(),
                        SiteLayout.revisionPage(name, one.update().releaseVersion())),
                one.row().updates().get(0).equals(one.update()));
    }

    /** Groups of one name whatever its case, in the spelling that comes first. */
    private static List<GroupView> groups(
            List<CatalogueRow> rows,
            Function<CatalogueRow, List<String>> namesOf,
            UnaryOperator<String> idOf,
            Function<String, @Nullable String> contactOf) {
        SortedMap<String, GroupView> groups = new TreeMap<>();
        for (CatalogueRow row : rows) {
            LinkView link = new LinkView(row.name(), SiteLayout.packagePage(new PackageName(row.name())));
            namesOf.apply(row).stream()
                    .collect(LinkedHashMap<String, String>::new, (m, n) -> m.putIfAbsent(key(n), n), Map::putAll)
                    .forEach((key, name) -> groups.computeIfAbsent(
                                    key,
                                    k -> new GroupView(
                                            name, idOf.apply(name), contactOf.apply(name), new ArrayList<>()))
                            .packages()
                            .add(link));
        }
        return List.copyOf(groups.values());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** None for a text that was cut: it would lead elsewhere. */
    private static @Nullable String contact(String name) {
        return name.endsWith("\u2026")
                ? null
                : SafeUrl.link(name).or(() -> SafeUrl.mail(name)).orElse(null);
    }

    private static List<LinkView> largest(List<GroupView> groups) {
        return groups.stream()
                .filter(group -> group.packages().size() > 1)
                .sorted(Comparator.comparing(
                        (GroupView group) -> -group.packages().size()))
                .limit(LARGEST)
                .map(group -> new LinkView(group.name() + " " + group.packages().size(), "#" + group.id()))
                .toList();
    }
}
