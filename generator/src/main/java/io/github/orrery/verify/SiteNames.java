package io.github.orrery.verify;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.RepositoryVersion;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the paths of a site mean to those who read it (interface.md, A built site). */
final class SiteNames {
    static final String SITE_JSON = "site.json";
    static final String SHA256SUMS = "SHA256SUMS";
    /** Those that list the others, and not each other. */
    static final List<String> LISTS = List.of(SITE_JSON, SHA256SUMS);

    static final String IGNORE_FILE = ".gitignore";
    static final String UNIVERSE = "universe.json";
    static final String EMPTY = "repo-empty-v3.json";
    static final String PACKAGES_ZIP = "packages.zip";
    static final String PACKAGES_TGZ = "packages.tgz";
    static final String META_INDEX = "meta/index.json";
    static final String META_VERSION = "meta/version.json";

    /** What a site is asked for that does not say which versions it serves (interface.md, Commands). */
    static final List<DcosReleaseVersion> DEFAULT_VERSIONS =
            List.of("1.6.1", "1.7", "1.8", "1.9", "1.10", "1.11", "1.12", "1.13", "2.0", "2.1", "2.2").stream()
                    .map(DcosReleaseVersion::of)
                    .toList();

    /** Texts with numbers in them, the numbers by their value: 1.9 before 1.10. */
    static final Comparator<String> ORDER = SiteNames::compare;

    private static final DcosReleaseVersion FIRST_WITH_JSON = DcosReleaseVersion.of("1.8");
    private static final Pattern INDEX = Pattern.compile("repo-up-to-([0-9.]+)\\.(json|zip)");
    private static final Pattern SHARD = Pattern.compile("([0-9.]+)/package/([^/]+)\\.json");
    private static final Pattern RUN = Pattern.compile("[0-9]{1,100}|[^0-9]+|[0-9]+");

    /**
     * The shard of a package.
     *
     * @param dcos the clusters' version
     * @param name the package
     */
    record Shard(DcosReleaseVersion dcos, String name) {}

    private SiteNames() {}

    /** The version whose index that is: {@code 1.13} of {@code repo-up-to-1.13.json}, {@code 1.7} of its zip. */
    static Optional<DcosReleaseVersion> indexVersion(String path) {
        Matcher matcher = INDEX.matcher(path);
        return matcher.matches()
                ? DcosReleaseVersion.parse(matcher.group(1))
                        .filter(dcos -> readsZip(dcos) == matcher.group(2).equals("zip"))
                : Optional.empty();
    }

    static Optional<Shard> shard(String path) {
        Matcher matcher = SHARD.matcher(path);
        return matcher.matches()
                ? DcosReleaseVersion.parse(matcher.group(1)).map(dcos -> new Shard(dcos, matcher.group(2)))
                : Optional.empty();
    }

    static boolean readsZip(DcosReleaseVersion dcos) {
        return !dcos.isAtLeast(FIRST_WITH_JSON);
    }

    static String index(DcosReleaseVersion dcos) {
        return "repo-up-to-" + dcos + (readsZip(dcos) ? ".zip" : ".json");
    }

    static String shard(DcosReleaseVersion dcos, String name) {
        return dcos + "/package/" + name + ".json";
    }

    /** The form that a JSON file of packages must be labelled with; empty for any other file. */
    static Optional<RepositoryVersion> form(String path) {
        if (path.equals(UNIVERSE)) {
            return Optional.of(RepositoryVersion.V5);
        }
        if (path.equals(EMPTY)) {
            return Optional.of(RepositoryVersion.V3);
        }
        return indexVersion(path)
                .filter(dcos -> !readsZip(dcos))
                .or(() -> shard(path).map(Shard::dcos))
                .map(RepositoryVersion::of);
    }

    private static int compare(String a, String b) {
        Matcher left = RUN.matcher(a);
        Matcher right = RUN.matcher(b);
        while (left.find()) {
            if (!right.find()) {
                return 1;
            }
            String x = left.group();
            String y = right.group();
            int order = isNumber(x) && isNumber(y) ? new BigInteger(x).compareTo(new BigInteger(y)) : x.compareTo(y);
            if (order != 0) {
                return order;
            }
        }
        return right.find() ? -1 : a.compareTo(b);
    }

    private static boolean isNumber(String run) {
        char first = run.charAt(0);
        return first >= '0' && first <= '9' && run.length() <= 100;
    }
}
