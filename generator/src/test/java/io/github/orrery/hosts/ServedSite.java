package io.github.orrery.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.Baseline;
import io.github.orrery.BuildOptions;
import io.github.orrery.BuildResult;
import io.github.orrery.SiteBuild;
import io.github.orrery.json.Json;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.publication.CommitRecord;
import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.publication.Sha256;
import io.github.orrery.publish.DirectoryBucket;
import io.github.orrery.publish.LocalSite;
import io.github.orrery.publish.PublishClock;
import io.github.orrery.publish.PublishOptions;
import io.github.orrery.publish.Publisher;
import io.github.orrery.site.Family;
import io.github.orrery.testing.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** A site that servers in tests serve: readable by any user, since a server started by root gives its rights away. */
final class ServedSite implements AutoCloseable {
    /** What site.json says of a file. */
    record Entry(String path, String type, String cache) {}

    /** Files that a test adds, each of a kind that only a catalogue has. */
    static final String PAGE = "packages/added-by-test/index.html";

    static final String ASSET = "assets/added.0123456789abcdef.css";
    static final String ICON = "badges/added.svg";
    /** What stands in a file beside the site, called {@code outside}. */
    static final String OUTSIDE = "nobody may read this";

    private final Path work;
    private final Path site;

    private ServedSite(Path work) {
        this.work = work;
        this.site = work.resolve("site");
    }

    /** This project's own Universe, as {@code publish} puts it into a directory. */
    static ServedSite own() throws Exception {
        return of(BuildOptions.of(Path.of("../repo"), Path.of("unused")), true);
    }

    /** The real Universe, as far as it is at hand. */
    static ServedSite ofCorpus() throws Exception {
        return of(BuildOptions.of(Corpus.universe3(), Path.of("unused")), false);
    }

    /** This project's own Universe for some versions and without some families. */
    static ServedSite own(List<String> dcosVersions, Set<Family> without) throws Exception {
        BuildOptions all = BuildOptions.of(Path.of("../repo"), Path.of("unused"));
        return of(
                new BuildOptions(
                        all.repo(),
                        all.out(),
                        null,
                        dcosVersions.stream().map(DcosReleaseVersion::of).toList(),
                        without,
                        all.look(),
                        false,
                        false),
                false);
    }

    private static ServedSite of(BuildOptions options, boolean isPublished) throws Exception {
        Path work = Files.createTempDirectory("orrery-hosts");
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        ServedSite built = new ServedSite(work);
        BuildResult result = SiteBuild.run(
                new BuildOptions(
                        options.repo(),
                        isPublished ? work.resolve("built") : built.site,
                        null,
                        options.dcosVersions(),
                        options.without(),
                        options.look(),
                        false,
                        options.allowNonAscii()),
                Baseline.NONE,
                (phase, done, all) -> {});
        assertThat(result.written()).isTrue();
        if (isPublished) {
            new Publisher(
                            DirectoryBucket.open(built.site),
                            PublishOptions.DEFAULT,
                            PublishClock.ofMachine(),
                            new Random(1),
                            (phase, done, all) -> {})
                    .publish(LocalSite.read(work.resolve("built")));
        }
        built.add(PAGE, "<!DOCTYPE html><title>A page</title>" + "<p>with some text</p>".repeat(100));
        built.add(ASSET, "p { color: black }".repeat(100));
        built.add(ICON, "<svg xmlns=\"http://www.w3.org/2000/svg\">" + "<g/>".repeat(500) + "</svg>");
        Files.writeString(work.resolve("outside"), OUTSIDE);
        return built;
    }

    /** The directory that is served. */
    Path site() {
        return site;
    }

    /** An empty directory for a server's own files. */
    Path scratch() throws IOException {
        Path scratch = Files.createTempDirectory(work, "server");
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
        return scratch;
    }

    /** Where the bytes of a file stand under their hash, in a published site. */
    String byHash(String path) throws IOException {
        return PublicationKeys.byHash(Sha256.of(bytes(path)));
    }

    /** The commit record of a published site. */
    CommitRecord commit() throws IOException {
        return CommitRecord.parse(bytes(PublicationKeys.TIMESTAMP));
    }

    /** Puts a text in the place of a file, which may be one with its bytes by hash. */
    void write(String path, String text) throws IOException {
        Files.delete(site.resolve(path));
        Files.writeString(site.resolve(path), text);
    }

    byte[] bytes(String path) throws IOException {
        return Files.readAllBytes(site.resolve(path));
    }

    String text(String path) throws IOException {
        return Files.readString(site.resolve(path));
    }

    boolean has(String path) {
        return Files.isRegularFile(site.resolve(path));
    }

    /** Every file of site.json. */
    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode file : tree(bytes("site.json")).path("files")) {
            entries.add(new Entry(
                    file.path("path").asText(),
                    file.path("type").asText(),
                    file.path("cache").asText()));
        }
        return entries;
    }

    static JsonNode tree(byte[] json) {
        return Json.parseOwn(json);
    }

    private void add(String path, String text) throws IOException {
        Path file = site.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
