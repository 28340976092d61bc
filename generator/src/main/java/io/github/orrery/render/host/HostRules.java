package io.github.orrery.render.host;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.Negotiation;
import io.github.orrery.model.Negotiation.Cluster;
import io.github.orrery.model.RepositoryVersion;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.site.Family;
import io.github.orrery.site.ImageType;
import io.github.orrery.site.OutsideImages;
import io.github.orrery.site.SecurityHeaders;
import io.github.orrery.site.SiteFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a host serves this site, in terms that each host can be told: a type by name or by extension, a cache policy by
 * path, and the negotiated URLs. What it says of a file is what site.json says of it.
 *
 * @param negotiation the URLs whose answer depends on the request
 * @param labelled by form of index, the paths of the files that carry its label; {@code *} in a path is a package's
 *     name
 * @param contentTypes the paths of the texts beside the indexes
 * @param former paths of the time when 2.0 was called 1.14, and where what they named is now
 * @param images whether pages may show images of other hosts
 */
record HostRules(
        Negotiation negotiation,
        Map<RepositoryVersion, List<String>> labelled,
        List<String> contentTypes,
        Map<String, String> former,
        OutsideImages images) {
    /** What a request sees that is answered with a zip. */
    static final String ZIP = "zip";
    /** What a cluster sees for which the site has nothing. */
    static final String NONE = "none";

    /** What stands below these directories never changes: {@code publish} adds all but the first to a site. */
    static final List<String> IMMUTABLE =
            List.of(SiteLayout.ASSETS, "by-hash/", PublicationKeys.MANIFESTS, PublicationKeys.PUBLICATIONS);
    /** The record that {@code publish} writes last; who needs files that agree begins with it. */
    static final String COMMIT_RECORD = PublicationKeys.TIMESTAMP;

    static final String UNCACHED = "no-cache, max-age=0";
    /** The type of a file of which nothing is known, such as one below {@code by-hash/}. */
    static final String UNKNOWN = "application/octet-stream";

    HostRules {
        labelled = Collections.unmodifiableMap(new EnumMap<>(labelled));
        contentTypes = List.copyOf(contentTypes);
        former = Collections.unmodifiableMap(new LinkedHashMap<>(former));
    }

    /** The rules of a site for these versions, ascending, and without these families. */
    static HostRules of(
            List<DcosReleaseVersion> json, List<DcosReleaseVersion> zip, Set<Family> without, OutsideImages images) {
        boolean indexes = !without.contains(Family.INDEXES);
        boolean shards = !without.contains(Family.SHARDS);
        List<Cluster> clusters = json.stream()
                .map(dcos -> new Cluster(
                        dcos, indexes ? SiteLayout.index(dcos) : null, shards ? SiteLayout.shards(dcos) : null))
                .toList();
        List<Negotiation.Zip> zips = without.contains(Family.ZIPS)
                ? List.of()
                : zip.stream()
                        .map(dcos -> new Negotiation.Zip(dcos, SiteLayout.index(dcos)))
                        .toList();

        Map<RepositoryVersion, List<String>> labelled = new EnumMap<>(RepositoryVersion.class);
        List<String> contentTypes = new ArrayList<>();
        for (RepositoryVersion version : RepositoryVersion.values()) {
            labelled.put(version, new ArrayList<>());
        }
        for (Cluster cluster : clusters) {
            RepositoryVersion version = RepositoryVersion.of(cluster.dcos());
            add(labelled, version, cluster.index());
            add(labelled, version, cluster.shards());
            addContentType(contentTypes, cluster.index());
        }
        if (indexes) {
            add(labelled, RepositoryVersion.V3, SiteLayout.EMPTY);
            add(labelled, RepositoryVersion.V5, SiteLayout.UNIVERSE);
            addContentType(contentTypes, SiteLayout.EMPTY);
            addContentType(contentTypes, SiteLayout.UNIVERSE);
        }
        return new HostRules(
                new Negotiation(clusters, zips, indexes ? SiteLayout.EMPTY : null),
                labelled,
                contentTypes,
                former(json, indexes, shards),
                images);
    }

    /** The headers that every answer carries. */
    Map<String, String> securityHeaders() {
        return SecurityHeaders.all(images);
    }

    /** The type of a file by the ending of its name, without the dot. */
    static Map<String, String> typesByExtension() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("html", SiteFile.HTML);
        types.put("css", SiteFile.CSS);
        types.put("js", SiteFile.JAVASCRIPT);
        types.put("json", SiteFile.JSON);
        types.put("xml", SiteFile.XML);
        types.put("atom", SiteFile.ATOM);
        types.put("content_type", SiteFile.TEXT);
        types.put("txt", SiteFile.TEXT);
        types.put("conf", SiteFile.TEXT);
        types.put("zip", SiteFile.ZIP);
        types.put("dcos", SiteFile.ZIP);
        types.put("gz", SiteFile.GZIP);
        types.put("tgz", SiteFile.GZIP);
        types.put("svg", ImageType.SVG.mediaType());
        types.put("png", ImageType.PNG.mediaType());
        types.put("jpg", ImageType.JPEG.mediaType());
        types.put("jpeg", ImageType.JPEG.mediaType());
        types.put("gif", "image/gif");
        types.put("webp", ImageType.WEBP.mediaType());
        types.put("ico", "image/vnd.microsoft.icon");
        return types;
    }

    /** The type of a file that has no such ending, or another type than it says, by its path. */
    static Map<String, String> typesByPath() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put(SiteLayout.SHA256SUMS, SiteFile.TEXT);
        types.put(SiteLayout.OPENSEARCH, SiteFile.OPENSEARCH);
        types.put(SiteLayout.HEADERS, SiteFile.TEXT);
        types.put(SiteLayout.REDIRECTS, SiteFile.TEXT);
        types.put(SiteLayout.CADDYFILE, SiteFile.TEXT);
        return types;
    }

    /** What a host may compress as it sends it: texts only, and no image, whose length clusters must be told. */
    static List<String> compressible() {
        return List.of(
                SiteFile.HTML,
                SiteFile.CSS,
                SiteFile.JAVASCRIPT,
                SiteFile.JSON,
                SiteFile.XML,
                SiteFile.ATOM,
                SiteFile.OPENSEARCH,
                SiteFile.TEXT);
    }

    /** A type without what follows its first semicolon. */
    static String withoutParameters(String type) {
        return type.replaceFirst(";.*", "");
    }

    /** Every path that clusters fetch and whose content changes; {@code *} is a package's name. */
    List<String> labelledPaths() {
        return labelled.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Which version's files a cluster sees, for hosts that know regular expressions only: each expression of a
     * User-Agent header with what it means, weakest first, so that the last match counts. {@code zip} means too old for
     * JSON, {@code none} too old for this site.
     */
    Map<String, String> clustersByUserAgent() {
        Map<String, String> clusters = new LinkedHashMap<>();
        clusters.put(VersionExpression.any(), ZIP);
        clusters.put(VersionExpression.atLeast(DcosReleaseVersion.FIRST_JSON), NONE);
        for (Cluster cluster : negotiation.clusters()) {
            clusters.put(
                    VersionExpression.atLeast(cluster.dcos()), cluster.dcos().toString());
        }
        return clusters;
    }

    /** What a cluster sees that names no version. */
    String newestVersion() {
        Cluster newest = newest();
        return newest == null ? NONE : newest.dcos().toString();
    }

    /** The path of the index that a cluster sees. */
    Optional<String> index(String variable) {
        return ofNewest(Cluster::index, variable);
    }

    /** The path of the shards that a cluster sees, with {@code *} for the package's name. */
    Optional<String> shards(String variable) {
        return ofNewest(Cluster::shards, variable);
    }

    private Optional<String> ofNewest(Function<Cluster, @Nullable String> path, String variable) {
        return Optional.ofNullable(newest()).flatMap(cluster -> Optional.ofNullable(path.apply(cluster))
                .map(known -> known.replace(cluster.dcos().toString(), variable)));
    }

    @Nullable
    Cluster newest() {
        List<Cluster> clusters = negotiation.clusters();
        return clusters.isEmpty() ? null : clusters.get(clusters.size() - 1);
    }

    /** An expression for paths of {@link #labelled} or {@link #contentTypes}, without what stands before and after. */
    static String expression(List<String> paths) {
        List<String> alternatives = new ArrayList<>();
        for (String path : paths) {
            alternatives.add(path.replace(".", "\\.").replace("+", "\\+").replace("*", "[^/]+"));
        }
        return "(?:" + String.join("|", alternatives) + ")";
    }

    private static void add(
            Map<RepositoryVersion, List<String>> labelled, RepositoryVersion version, @Nullable String path) {
        if (path != null) {
            labelled.computeIfAbsent(version, v -> new ArrayList<>()).add(path);
        }
    }

    private static void addContentType(List<String> contentTypes, @Nullable String index) {
        if (index != null) {
            contentTypes.add(SiteLayout.contentType(index));
        }
    }

    private static Map<String, String> former(List<DcosReleaseVersion> json, boolean indexes, boolean shards) {
        Map<String, String> former = new LinkedHashMap<>();
        if (!json.contains(Negotiation.RELEASED_NAME) || json.contains(Negotiation.WORKING_NAME)) {
            return former;
        }
        if (indexes) {
            former.put(SiteLayout.index(Negotiation.WORKING_NAME), SiteLayout.index(Negotiation.RELEASED_NAME));
        }
        if (shards) {
            former.put(SiteLayout.shards(Negotiation.WORKING_NAME), SiteLayout.shards(Negotiation.RELEASED_NAME));
        }
        return former;
    }
}
