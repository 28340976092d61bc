package io.github.orrery.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How one URL serves every cluster: {@code /repo}, {@code /repo-1.7} and {@code /package/<name>} answer with the file
 * for the DC/OS version that the request's User-Agent names (formats.md 2.8, with its faults mended). Every host file
 * is made from it, and the preview asks it.
 *
 * <pre>{@code
 * negotiation.answer("/repo", "application/vnd.dcos.universe.repo+json;...", "cosmos/0.6.3 dcos/1.13.2")
 *         -> repo-up-to-1.13.json, application/vnd.dcos.universe.repo+json;charset=utf-8;version=v5
 * }</pre>
 *
 * A cluster gets the newest version of the site that is not above its own, compared number by number; one that names
 * none gets the newest. 1.14 is the working name that 2.0 had, and gets what 2.0 gets.
 *
 * @param clusters the versions of the site that read JSON, ascending
 * @param zips the versions of the site that read a zip, ascending
 * @param empty the path of the index without packages; null where the site has none
 */
public record Negotiation(List<Cluster> clusters, List<Zip> zips, @Nullable String empty) {
    /**
     * What a site holds for a version that reads JSON.
     *
     * @param index the path of its index; null where the site has none
     * @param shards the path of its shards with {@code *} for the package's name; null where the site has none
     */
    public record Cluster(DcosReleaseVersion dcos, @Nullable String index, @Nullable String shards) {
        /** The Content-Type that goes with the content, whatever versions the request accepts. */
        public String contentType() {
            return RepositoryVersion.of(dcos).contentType();
        }
    }

    /** What a site holds for a version that reads a zip. */
    public record Zip(DcosReleaseVersion dcos, String path) {}

    /**
     * The file that answers.
     *
     * @param path its path in the site; a shard's is there only if the site has the package
     * @param contentType how it is labelled
     */
    public record Answer(String path, String contentType) {}

    public static final String REPO = "/repo";
    public static final String REPO_1_7 = "/repo-1.7";
    public static final String PACKAGE = "/package/";
    /** The header that tells caches what an answer depends on. */
    public static final String VARY = "Accept, User-Agent";
    /** What an Accept header contains, in any case, where the client reads JSON; for any engine of expressions. */
    public static final String JSON_ACCEPTED = "(?:^|[, ])application/vnd\\.dcos\\.universe\\.repo\\+json(?:[;, ]|$)";
    /** Where a User-Agent header begins to name the cluster's version. */
    public static final String DCOS_NAMED = "(?:^| )dcos/";
    /** A package's name as a URL may spell it. */
    public static final String PACKAGE_NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

    /** What 2.0 was called before it was released; clusters of that time still say so. */
    public static final DcosReleaseVersion WORKING_NAME = DcosReleaseVersion.of("1.14");
    /** What a cluster that says {@link #WORKING_NAME} is. */
    public static final DcosReleaseVersion RELEASED_NAME = DcosReleaseVersion.of("2.0");

    private static final String ZIP_TYPE = "application/zip";
    private static final DcosReleaseVersion REPO_ZIP = DcosReleaseVersion.of("1.6.1");
    private static final DcosReleaseVersion REPO_1_7_ZIP = DcosReleaseVersion.of("1.7");

    private static final Pattern ACCEPTED = Pattern.compile(JSON_ACCEPTED, Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED = Pattern.compile(DCOS_NAMED + "([0-9]+(?:\\.[0-9]+)*+)");
    private static final Pattern PACKAGE_PATH = Pattern.compile(PACKAGE + "(" + PACKAGE_NAME + ")");

    public Negotiation {
        clusters = List.copyOf(clusters);
        zips = List.copyOf(zips);
    }

    /** Whether the answer to this path depends on the request's headers. */
    public static boolean isNegotiated(String path) {
        return path.equals(REPO)
                || path.equals(REPO_1_7)
                || PACKAGE_PATH.matcher(path).matches();
    }

    /**
     * The file that answers a request; empty where the host says 404.
     *
     * @param path a path for which {@link #isNegotiated} holds
     * @param accept the Accept header, empty where there is none
     * @param userAgent the User-Agent header, empty where there is none
     */
    public Optional<Answer> answer(String path, String accept, String userAgent) {
        Optional<DcosReleaseVersion> dcos = version(userAgent);
        boolean zip = !ACCEPTED.matcher(accept).find()
                || dcos.filter(DcosReleaseVersion::readsZip).isPresent();
        Matcher packagePath = PACKAGE_PATH.matcher(path);
        if (packagePath.matches()) {
            return zip
                    ? Optional.empty()
                    : cluster(dcos)
                            .flatMap(cluster -> answer(cluster.shards(), cluster.contentType()))
                            .map(shard ->
                                    new Answer(shard.path().replace("*", packagePath.group(1)), shard.contentType()));
        }
        boolean old = path.equals(REPO_1_7);
        if (zip) {
            return (old ? repo17Zip() : repoZip()).map(found -> new Answer(found.path(), ZIP_TYPE));
        }
        return old
                ? answer(empty, RepositoryVersion.V3.contentType())
                : cluster(dcos).flatMap(cluster -> answer(cluster.index(), cluster.contentType()));
    }

    /** The zip of {@code /repo}: the one for 1.6.1. */
    public Optional<Zip> repoZip() {
        return greatest(REPO_ZIP);
    }

    /** The zip of {@code /repo-1.7}. */
    public Optional<Zip> repo17Zip() {
        return greatest(REPO_1_7_ZIP);
    }

    /** The version that a User-Agent header names; empty where it names none. */
    static Optional<DcosReleaseVersion> version(String userAgent) {
        Matcher matcher = NAMED.matcher(userAgent);
        if (!matcher.find()) {
            return Optional.empty();
        }
        List<BigInteger> parts = Arrays.stream(matcher.group(1).split("\\.", -1))
                .map(BigInteger::new)
                .toList();
        return Optional.of(new DcosReleaseVersion(released(parts)));
    }

    private static List<BigInteger> released(List<BigInteger> parts) {
        if (parts.size() < 2 || !parts.subList(0, 2).equals(WORKING_NAME.parts())) {
            return parts;
        }
        List<BigInteger> released = new ArrayList<>(RELEASED_NAME.parts());
        released.addAll(parts.subList(2, parts.size()));
        return released;
    }

    private Optional<Cluster> cluster(Optional<DcosReleaseVersion> dcos) {
        Stream<Cluster> seen =
                clusters.stream().filter(cluster -> dcos.isEmpty() || dcos.get().isAtLeast(cluster.dcos()));
        return seen.reduce((lower, higher) -> higher);
    }

    private Optional<Zip> greatest(DcosReleaseVersion atMost) {
        return zips.stream().filter(zip -> atMost.isAtLeast(zip.dcos())).reduce((lower, higher) -> higher);
    }

    private static Optional<Answer> answer(@Nullable String path, String contentType) {
        return Optional.ofNullable(path).map(known -> new Answer(known, contentType));
    }
}
