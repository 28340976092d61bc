package io.github.orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.model.RepositoryVersion;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WrongDirectoryTest {
    @TempDir
    private static Path built;

    @TempDir
    private Path directory;

    private Path site;

    /** Changes a built site. */
    interface Damage {
        void to(Path site) throws IOException;

        default Damage then(Damage next) {
            return site -> {
                to(site);
                next.to(site);
            };
        }
    }

    /**
     * A damaged site, and what is said of it.
     *
     * @param name what was done to it
     * @param ids the faults, at least one of each and no others
     * @param where the path of one of them
     * @param message part of its message
     */
    record Wrong(String name, Damage damage, List<String> ids, String where, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeEach
    void copy() throws IOException {
        Path original = built.resolve("site");
        if (!Files.exists(original)) {
            Path repo = TestRepo.in(built.resolve("repo"))
                    .revision("kafka", 0, r -> {})
                    .revision("kafka", 1, r -> r.set("version", "\"2.0.0\"").set("minDcosReleaseVersion", "\"1.10\""))
                    .revision("spark", 0, r -> {})
                    .path();
            BuiltSite.of(repo, original);
        }
        site = directory.resolve("site");
        try (Stream<Path> paths = Files.walk(original)) {
            for (Path path : paths.toList()) {
                Files.copy(path, site.resolve(original.relativize(path).toString()));
            }
        }
    }

    @Test
    void aRightSiteIsLeftAtPeace() throws IOException {
        Verification verification = verify();

        assertThat(verification.findings()).isEmpty();
        assertThat(verification.verdicts()).hasSize(11).allMatch(Verdict::isUsable);
        assertThat(verification.verdicts().get(4))
                .isEqualTo(new Verdict("DC/OS 1.10", "repo-up-to-1.10.json", 2, 3, List.of()));
    }

    @Test
    void aGitignoreIsNoPartOfTheSite() throws IOException {
        Files.writeString(site.resolve(".gitignore"), "*\n");

        assertThat(verify().findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damageIsNamed(Wrong wrong) throws IOException {
        wrong.damage().to(site);

        Verification verification = verify();

        assertThat(verification.findings())
                .extracting(finding -> finding.fault().id())
                .containsAll(wrong.ids())
                .isSubsetOf(wrong.ids());
        assertThat(verification.findings()).anySatisfy(finding -> {
            assertThat(finding.where()).isEqualTo(wrong.where());
            assertThat(finding.message()).contains(wrong.message());
            assertThat(finding.remedy()).isNotBlank();
        });
    }

    static Stream<Wrong> damages() {
        String shard = "1.10/package/kafka.json";
        return Stream.of(
                one("a flipped byte", flip("packages.tgz"), "sum", "packages.tgz", "was changed"),
                one("a longer page", append("packages.html"), "size", "packages.html", "expected"),
                one(
                        "a missing schema",
                        remove("schemas/site-schema.json.gz"),
                        "missing-file",
                        "schemas/site-schema.json.gz",
                        "is missing"),
                one(
                        "a file more",
                        site -> Files.writeString(site.resolve("notes.txt"), "x"),
                        "extra-file",
                        "notes.txt",
                        "does not list it"),
                one(
                        "a link",
                        site -> Files.createSymbolicLink(site.resolve("latest"), Path.of("repo-up-to-2.2.json")),
                        "not-a-file",
                        "latest",
                        "expected a regular file"),
                new Wrong(
                        "no site.json",
                        remove("site.json"),
                        List.of("manifest", "link"),
                        "site.json",
                        "is missing: this is no whole site"),
                new Wrong(
                        "a listing of another build",
                        replace("site.json", "\"path\":\"index.html\"", "\"path\":\"start.html\""),
                        List.of("manifest", "missing-file", "sum"),
                        "site.json",
                        "names other files than SHA256SUMS"),
                new Wrong(
                        "a missing shard",
                        remove(shard).then(remove(shard + ".gz")).then(WrongDirectoryTest::list),
                        List.of("shard", "link"),
                        shard,
                        "is missing, though repo-up-to-1.10.json holds the package"),
                consistent("another shard", replace(shard, "2.0.0", "3.0.0"), "shard", shard, "holds other revisions"),
                consistent(
                        "a compressed file of another build",
                        write("universe.json.gz", Reply.gzip("{}".getBytes(StandardCharsets.US_ASCII))),
                        "gzip-twin",
                        "universe.json.gz",
                        "holds other text"),
                consistent(
                        "a compressed file with something after it",
                        append("universe.json.gz"),
                        "gzip-damaged",
                        "universe.json.gz",
                        "goes on after its end"),
                consistent(
                        "a compressed file alone",
                        remove("meta/version.json").then(write("meta/version.json.gz", Reply.gzip(new byte[9]))),
                        "gzip-twin",
                        "meta/version.json.gz",
                        "stands without"),
                consistent(
                        "another type",
                        write("repo-up-to-1.8.content_type", "application/json".getBytes(StandardCharsets.US_ASCII)),
                        "content-type-file",
                        "repo-up-to-1.8.content_type",
                        "says \"application/json\""),
                consistent(
                        "a broken archive",
                        write("packages.tgz", Reply.gzip("no tar at all".getBytes(StandardCharsets.US_ASCII))),
                        "archive",
                        "packages.tgz",
                        ""),
                consistent(
                        "a broken zip",
                        write("repo-up-to-1.7.zip", new byte[] {'P', 'K'}),
                        "zip",
                        "repo-up-to-1.7.zip",
                        "is no zip"),
                consistent(
                        "a page that leads nowhere",
                        write(
                                "packages.html",
                                "<a href=\"packages/none/index.html\">".getBytes(StandardCharsets.US_ASCII)),
                        "link",
                        "packages.html",
                        "links to \"packages/none/index.html\""));
    }

    @Test
    void anIndexUnderTheNameOfAnOlderVersionIsNamed() throws IOException {
        for (String suffix : List.of("", ".gz")) {
            Files.copy(
                    site.resolve("repo-up-to-1.10.json" + suffix),
                    site.resolve("repo-up-to-1.9.json" + suffix),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        list(site);

        assertThat(verify().findings())
                .filteredOn(finding -> finding.where().equals("repo-up-to-1.9.json"))
                .extracting(finding -> finding.fault().id() + ": " + finding.message())
                .containsExactly("newer-package: packages[1] (kafka, revision 1) needs DC/OS 1.10");
    }

    @Test
    void aPackageThatNoClusterDecodesCostsTheVersionItsIndex() throws IOException {
        replace("repo-up-to-1.10.json", "\"tags\":[\"test\"]", "\"tags\":[\"a test\"]")
                .to(site);
        list(site);

        Verification verification = verify();

        assertThat(verification.verdicts())
                .filteredOn(verdict -> !verdict.isUsable())
                .extracting(Verdict::client)
                .containsExactly("DC/OS 1.10");
        assertThat(verification.findings()).anySatisfy(finding -> assertThat(finding.message())
                .isEqualTo("packages[0] (kafka, revision 0): /tags/0 is \"a test\", expected a string without"
                        + " blanks"));
    }

    private Verification verify() throws IOException {
        return SiteVerifier.verify(site.toString(), VerifyLimits.DEFAULT, Depth.CLIENTS)
                .orElseThrow();
    }

    private static Wrong one(String name, Damage damage, String id, String where, String message) {
        return new Wrong(name, damage, List.of(id), where, message);
    }

    /** Damage that the sums agree with, as if a build had made it. */
    private static Wrong consistent(String name, Damage damage, String id, String where, String message) {
        return one(name, damage.then(WrongDirectoryTest::list), id, where, message);
    }

    private static Damage remove(String path) {
        return site -> Files.delete(site.resolve(path));
    }

    private static Damage write(String path, byte[] content) {
        return site -> Files.write(site.resolve(path), content);
    }

    private static Damage append(String path) {
        return site -> Files.write(site.resolve(path), new byte[] {0}, StandardOpenOption.APPEND);
    }

    private static Damage flip(String path) {
        return site -> {
            byte[] bytes = Files.readAllBytes(site.resolve(path));
            bytes[9] ^= 4; // the system that made it: no reader looks at it
            Files.write(site.resolve(path), bytes);
        };
    }

    private static Damage replace(String path, String from, String to) {
        return site -> {
            String text = Files.readString(site.resolve(path));
            assertThat(text).contains(from);
            Files.writeString(site.resolve(path), text.replace(from, to));
            if (Files.exists(site.resolve(path + ".gz"))) {
                Files.write(site.resolve(path + ".gz"), Reply.gzip(Files.readAllBytes(site.resolve(path))));
            }
        };
    }

    /** Lists the files of a site anew. */
    private static void list(Path site) throws IOException {
        Files.delete(site.resolve("site.json"));
        Files.delete(site.resolve("SHA256SUMS"));
        StringBuilder sums = new StringBuilder();
        StringBuilder entries = new StringBuilder();
        try (Stream<Path> paths = Files.walk(site)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String name = site.relativize(path).toString();
                byte[] bytes = Files.readAllBytes(path);
                String type = SiteLayout.form(name)
                        .map(RepositoryVersion::contentType)
                        .orElse("text/plain");
                sums.append(sum(bytes)).append("  ").append(name).append('\n');
                entries.append(entries.length() == 0 ? "" : ",")
                        .append("{\"path\":\"" + name + "\",\"size\":" + bytes.length + ",\"sha256\":\"" + sum(bytes)
                                + "\",\"type\":\"" + type + "\",\"cache\":\"\"}");
            }
        }
        byte[] siteJson = ("{\"schemaVersion\":1,\"files\":[" + entries + "]}").getBytes(StandardCharsets.US_ASCII);
        Files.write(site.resolve("site.json"), siteJson);
        Files.writeString(site.resolve("SHA256SUMS"), sums.append(sum(siteJson)).append("  site.json\n"));
    }

    private static String sum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
