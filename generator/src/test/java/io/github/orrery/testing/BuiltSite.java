package io.github.orrery.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.Baseline;
import io.github.orrery.BuildOptions;
import io.github.orrery.BuildResult;
import io.github.orrery.Progress;
import io.github.orrery.SiteBuild;
import io.github.orrery.json.Json;
import io.github.orrery.site.Family;
import io.github.orrery.write.OutputRefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A site on the disk, as its visitors find it. */
public final class BuiltSite {
    /** Everything but what other tests look at and what changes whenever a page is made nicer. */
    public static final Set<Family> WITHOUT_PAGES =
            EnumSet.of(Family.CATALOGUE, Family.HOSTS, Family.FEEDS, Family.SCHEMAS);

    private final Path root;

    private BuiltSite(Path root) {
        this.root = root;
    }

    /** A site that is there. */
    public static BuiltSite at(Path root) {
        return new BuiltSite(root);
    }

    /** Builds with everything on; fails where the repository has an error. */
    public static BuiltSite of(Path repo, Path out) {
        return of(BuildOptions.of(repo, out));
    }

    /** Builds with some families left out. */
    public static BuiltSite of(Path repo, Path out, Set<Family> without) {
        BuildOptions all = BuildOptions.of(repo, out);
        return of(new BuildOptions(repo, out, null, all.dcosVersions(), without, all.look(), false, false));
    }

    public static BuiltSite of(BuildOptions options) {
        BuildResult result = run(options);
        assertThat(result.checked().problems().stream().filter(problem -> problem.isError()))
                .as("errors")
                .isEmpty();
        assertThat(result.written()).isTrue();
        return new BuiltSite(options.out());
    }

    /** Builds, whatever comes of it. */
    public static BuildResult run(BuildOptions options) {
        try {
            return SiteBuild.run(options, Baseline.NONE, Progress.SILENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OutputRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The paths of all files, sorted. */
    public Set<String> paths() {
        try (Stream<Path> paths = Files.walk(root)) {
            Set<String> names = new TreeSet<>();
            paths.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .forEach(path -> names.add(root.relativize(path).toString()));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes(String path) {
        try {
            return Files.readAllBytes(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    public JsonNode json(String path) {
        return Json.parseOwn(bytes(path));
    }

    /** The bytes that a gzip file holds. */
    public byte[] gunzipped(String path) {
        return gunzip(bytes(path));
    }

    /** Path to SHA-256 of every file. */
    public Map<String, String> sums() {
        Map<String, String> sums = new TreeMap<>();
        for (String path : paths()) {
            sums.put(path, sha256(bytes(path)));
        }
        return sums;
    }

    /** Demands that SHA256SUMS and site.json name every file that they should, rightly, and no other. */
    public BuiltSite demandSums() {
        Map<String, String> actual = sums();
        actual.remove(".gitignore");
        actual.remove("SHA256SUMS");
        Map<String, String> listed = new TreeMap<>();
        text("SHA256SUMS").lines().forEach(line -> listed.put(line.substring(66), line.substring(0, 64)));
        assertThat(listed).as("SHA256SUMS").isEqualTo(actual);
        Map<String, String> described = new TreeMap<>();
        for (JsonNode file : json("site.json").path("files")) {
            String path = file.path("path").asText();
            described.put(path, file.path("sha256").asText());
            assertThat(file.path("size").asLong()).as(path).isEqualTo(bytes(path).length);
        }
        actual.remove("site.json");
        assertThat(described).as("site.json").isEqualTo(actual);
        return this;
    }

    public static byte[] gunzip(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
