package io.github.orrery.model;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spells every path of a built site, and reads what a path says (interface.md, A built site); nothing else does. Those
 * who write a site, publish it and verify it all ask here.
 */
public final class SiteLayout {
    public static final String UNIVERSE = "universe.json";
    public static final String EMPTY = "repo-empty-v3.json";
    public static final String PACKAGES_TGZ = "packages.tgz";
    public static final String PACKAGES_ZIP = "packages.zip";
    /** What stands below it is the index of the oldest command lines. */
    public static final String META = "meta/";

    public static final String META_INDEX = META + "index.json";
    public static final String META_VERSION = META + "version.json";
    public static final String PACKAGES_HTML = "packages.html";
    public static final String INDEX_HTML = "index.html";
    public static final String TAGS = "tags.html";
    public static final String MAINTAINERS = "maintainers.html";
    public static final String NEW = "new.html";
    public static final String USE = "use.html";
    public static final String HEALTH = "health.html";
    public static final String CLUSTERS = "clusters.html";
    public static final String API = "api.html";
    /** What the list's search knows of every package. */
    public static final String SEARCH_INDEX = "search-index.js";

    public static final String SITE_JSON = "site.json";
    public static final String SHA256SUMS = "SHA256SUMS";
    public static final String FEED = "feed.atom";
    public static final String SITEMAP = "sitemap.xml";
    public static final String OPENSEARCH = "opensearch.xml";
    public static final String NOT_FOUND = "404.html";
    public static final String NO_JEKYLL = ".nojekyll";
    public static final String HEADERS = "_headers";
    public static final String REDIRECTS = "_redirects";
    public static final String WORKER = "_worker.js";
    public static final String HTACCESS = ".htaccess";
    public static final String NGINX_CONF = "hosts/nginx.conf";
    public static final String CADDYFILE = "hosts/Caddyfile";
    public static final String CLOUDFRONT_FUNCTION = "hosts/cloudfront-function.js";
    /** Within a package's directory. */
    public static final String PACKAGE_DATA = "data.js";
    /** What stands below it has a name that changes with its content. */
    public static final String ASSETS = "assets/";

    /** Before the version in the names of the indexes. */
    public static final String INDEX_PREFIX = "repo-up-to-";

    private static final Pattern INDEX = Pattern.compile(INDEX_PREFIX + "([0-9.]+)\\.(json|zip)");
    private static final Pattern SHARD = Pattern.compile("([0-9.]+)/package/([^/]+)\\.json");

    /**
     * The shard of a package.
     *
     * @param dcos the clusters' version
     * @param name the package, which nobody has checked
     */
    public record Shard(DcosReleaseVersion dcos, String name) {
        /** The shard that a path names; empty for any other file. */
        public static Optional<Shard> of(String path) {
            Matcher matcher = SHARD.matcher(path);
            return matcher.matches()
                    ? DcosReleaseVersion.parse(matcher.group(1)).map(dcos -> new Shard(dcos, matcher.group(2)))
                    : Optional.empty();
        }
    }

    private SiteLayout() {}

    /** What clusters of a DC/OS version read: {@code repo-up-to-1.13.json}, {@code repo-up-to-1.7.zip}. */
    public static String index(DcosReleaseVersion dcos) {
        return INDEX_PREFIX + dcos + (dcos.readsZip() ? ".zip" : ".json");
    }

    /** The version whose index that is: {@code 1.13} of {@code repo-up-to-1.13.json}, {@code 1.7} of its zip. */
    public static Optional<DcosReleaseVersion> indexVersion(String path) {
        Matcher matcher = INDEX.matcher(path);
        return matcher.matches()
                ? DcosReleaseVersion.parse(matcher.group(1))
                        .filter(dcos -> dcos.readsZip() == matcher.group(2).equals("zip"))
                : Optional.empty();
    }

    /** The form that a JSON file of packages must be labelled with; empty for any other file. */
    public static Optional<RepositoryVersion> form(String path) {
        if (path.equals(UNIVERSE)) {
            return Optional.of(RepositoryVersion.V5);
        }
        if (path.equals(EMPTY)) {
            return Optional.of(RepositoryVersion.V3);
        }
        return indexVersion(path)
                .filter(dcos -> !dcos.readsZip())
                .or(() -> Shard.of(path).map(Shard::dcos))
                .map(RepositoryVersion::of);
    }

    /** The media type of an index, as a file beside it: {@code repo-up-to-1.13.content_type}. */
    public static String contentType(String index) {
        return index.substring(0, index.length() - ".json".length()) + ".content_type";
    }

    /** The revisions of one package for a DC/OS version: {@code 1.13/package/kafka.json}. */
    public static String shard(DcosReleaseVersion dcos, PackageName name) {
        return shard(dcos, name.value());
    }

    /** The same for a name that nobody has checked. */
    public static String shard(DcosReleaseVersion dcos, String name) {
        return shards(dcos).replace("*", name);
    }

    /** The shards of a DC/OS version, with {@code *} for the package's name. */
    public static String shards(DcosReleaseVersion dcos) {
        return dcos + "/package/*.json";
    }

    /** A JSON Schema: {@code schemas/package-schema.json}. */
    public static String schema(String fileName) {
        return "schemas/" + fileName;
    }

    /** The page of a package's newest revision: {@code packages/kafka/index.html}. */
    public static String packagePage(PackageName name) {
        return "packages/" + name + "/index.html";
    }

    /** The files of all revisions of a package as a script, for its pages: {@code packages/kafka/data.js}. */
    public static String packageData(PackageName name) {
        return "packages/" + name + "/" + PACKAGE_DATA;
    }

    /** The Atom feed of a package: {@code packages/kafka/feed.atom}. */
    public static String packageFeed(PackageName name) {
        return "packages/" + name + "/" + FEED;
    }

    /** The badge of a package: {@code badges/kafka.svg}. */
    public static String badge(PackageName name) {
        return "badges/" + name + ".svg";
    }

    /** A tag on the page of tags, whatever case it is written in: {@code tags.html#t-machine-learning}. */
    public static String tag(String tag) {
        return TAGS + "#" + tagId(tag);
    }

    /** The id of a tag on the page of tags. */
    public static String tagId(String tag) {
        return "t-" + idOf(tag);
    }

    /** The id of a maintainer on the page of maintainers. */
    public static String maintainerId(String maintainer) {
        return "m-" + idOf(maintainer);
    }

    /** Different texts give different ids: what is no letter, digit or hyphen becomes its UTF-8 bytes in hex. */
    private static String idOf(String text) {
        StringBuilder id = new StringBuilder(text.length());
        for (byte b : text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)) {
            if ((b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-') {
                id.append((char) b);
            } else {
                id.append('_').append(HexFormat.of().toHexDigits(b));
            }
        }
        return id.toString();
    }

    /** The part of a long list that begins with a letter or digit: {@code packages-k.html}. */
    public static String letterPage(String letter) {
        return "packages-" + letter.toLowerCase(Locale.ROOT) + ".html";
    }

    /** The id of a package's card in the list: {@code p-kafka}. */
    public static String card(String name) {
        return "p-" + name;
    }

    /** From a package's directory up to the site's root. */
    public static String up() {
        return "../../";
    }

    /** The file of a revision's page within its package's directory: {@code revision-3.html}. */
    public static String revisionFile(long releaseVersion) {
        return "revision-" + releaseVersion + ".html";
    }

    /** A file whose name changes with its content: {@code assets/site.0123456789abcdef.css}. */
    public static String asset(String name, String hash, String extension) {
        return ASSETS + name + "." + hash + extension;
    }

    /** The page of one revision: {@code packages/kafka/revision-3.html}. */
    public static String revisionPage(PackageName name, long releaseVersion) {
        return "packages/" + name + "/" + revisionFile(releaseVersion);
    }
}
