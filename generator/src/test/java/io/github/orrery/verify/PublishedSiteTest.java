package io.github.orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.orrery.BuildOptions;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.publication.CommitRecord;
import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.publication.PublicationManifest;
import io.github.orrery.publication.PublicationNote;
import io.github.orrery.publication.PublishedFile;
import io.github.orrery.publication.Sha256;
import io.github.orrery.publish.DirectoryBucket;
import io.github.orrery.publish.LocalSite;
import io.github.orrery.publish.PublishOptions;
import io.github.orrery.publish.Publisher;
import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.FakeClock;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What verify says of a site that was published several times: in its directory, and behind a URL. */
class PublishedSiteTest {
    private static final FakeClock CLOCK = new FakeClock();
    private static final String INDEX = "repo-up-to-1.10.json";

    @TempDir
    private static Path work;

    private static Path original;

    @TempDir
    private Path directory;

    private Path site;
    private CommitRecord record;

    @BeforeAll
    static void publishThreeTimes() throws Exception {
        original = work.resolve("published");
        publish(repo ->
                repo.revision("kafka", 0, r -> {}).revision("spark", 0, r -> {}).revision("leaving", 0, r -> {}));
        publish(repo -> repo.revision("kafka", 0, r -> {})
                .revision("kafka", 1, r -> {})
                .revision("spark", 0, r -> {})
                .revision("leaving", 0, r -> {}));
        publish(repo ->
                repo.revision("kafka", 0, r -> {}).revision("kafka", 1, r -> {}).revision("spark", 0, r -> {}));
    }

    private static void publish(Consumer<TestRepo> content) throws Exception {
        Path each = Files.createTempDirectory(work, "site");
        TestRepo repo = TestRepo.in(each.resolve("repo"));
        content.accept(repo);
        BuiltSite.of(new BuildOptions(
                repo.path(),
                each.resolve("site"),
                null,
                List.of(DcosReleaseVersion.of("1.7"), DcosReleaseVersion.of("1.10")),
                Set.of(),
                BuildOptions.Look.USUAL,
                false,
                false));
        new Publisher(
                        DirectoryBucket.open(original),
                        new PublishOptions(false, false, true, false, 4),
                        CLOCK,
                        new Random(1),
                        (phase, done, total) -> {})
                .publish(LocalSite.read(each.resolve("site")));
    }

    @BeforeEach
    void copy() throws IOException {
        site = directory.resolve("site");
        try (Stream<Path> paths = Files.walk(original)) {
            for (Path path : paths.toList()) {
                Files.copy(path, site.resolve(original.relativize(path).toString()));
            }
        }
        record = CommitRecord.parse(Files.readAllBytes(site.resolve("timestamp.json")));
    }

    @Test
    void aRightDirectoryIsLeftAtPeace() throws IOException {
        Verification verification = verify();

        assertThat(verification.findings()).isEmpty();
        assertThat(verification.publication()).isEqualTo(record);
        assertThat(record.version()).isEqualTo(3);
        assertThat(verification.verdicts())
                .extracting(Verdict::client, Verdict::packages)
                .containsExactly(tuple("DC/OS 1.7", 2), tuple("DC/OS 1.10", 2));
    }

    @Test
    void pagesThatLeftAreNoExtraFiles() {
        assertThat(site.resolve("packages/leaving/index.html")).exists();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damageIsNamed(Damage damage) throws IOException {
        damage.change().to(this);

        List<Finding> findings = verify().findings();

        assertThat(findings)
                .extracting(finding -> finding.fault().id())
                // of the files that another build has made some are as long by chance
                .filteredOn(id -> !(id.equals("sum") && damage.ids().contains("size")))
                .containsAll(damage.ids())
                .isSubsetOf(damage.ids());
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.message()).contains(damage.message());
            assertThat(finding.remedy()).isNotBlank();
        });
    }

    @Test
    void theListsOfAnotherPublicationAreNamed() throws IOException {
        goBack("site.json", "SHA256SUMS");

        assertThat(verify().findings()).anySatisfy(finding -> {
            assertThat(finding.fault()).isEqualTo(Fault.PUBLICATION);
            assertThat(finding.where()).isEqualTo("site.json");
            assertThat(finding.message()).startsWith("lists other files than version 3");
        });
    }

    /** Changes a published site. */
    interface Change {
        void to(PublishedSiteTest test) throws IOException;
    }

    record Damage(String name, Change change, List<String> ids, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Damage> damages() {
        return Stream.of(
                new Damage(
                        "other bytes under a hash",
                        test -> test.flip(test.object(INDEX)),
                        List.of("object"),
                        "holds other bytes than its name says"),
                new Damage(
                        "bytes that are gone",
                        test -> test.delete(test.object(INDEX)),
                        List.of("object"),
                        "is missing, though manifest/"),
                new Damage(
                        "a page that changed under its name",
                        test -> test.flip("packages/kafka/index.html"),
                        List.of("sum"),
                        "was changed"),
                new Damage(
                        "a manifest that is gone",
                        test -> test.delete(test.manifest()),
                        List.of("publication"),
                        "is missing, though version 3 is the publication that it lists"),
                new Damage(
                        "a manifest that changed",
                        test -> test.flip(test.manifest()),
                        List.of("publication"),
                        "holds other bytes than its name says"),
                new Damage(
                        "the manifest of an earlier publication that is gone",
                        test -> test.delete(test.manifestOf(2)),
                        List.of("publication"),
                        "is missing, though version 2 is the publication that it lists"),
                new Damage(
                        "a commit record that is none",
                        test -> Files.writeString(test.site.resolve("timestamp.json"), "{}"),
                        List.of("publication"),
                        "is no commit record that Orrery wrote: its format is not 1"),
                new Damage(
                        "a publication that broke off",
                        test -> test.delete(".publish/rolled.json"),
                        List.of("publication"),
                        "whose files do not all stand under their names yet"),
                new Damage(
                        "a note that is none",
                        test -> Files.writeString(test.site.resolve(PublicationKeys.publication(2)), "[]"),
                        List.of("publication"),
                        "is no note that Orrery wrote"),
                new Damage(
                        "a stranger among the hashes",
                        test -> Files.writeString(test.site.resolve("by-hash/notes.txt"), "x"),
                        List.of("extra-file"),
                        "no publication has a file of that name"),
                new Damage(
                        "a stranger among the files",
                        test -> Files.writeString(test.site.resolve("notes.txt"), "x"),
                        List.of("extra-file"),
                        "does not list it"),
                new Damage(
                        "a site that nobody made fresh",
                        test -> CLOCK_LATE.set(Duration.ofDays(15)),
                        List.of("expired"),
                        "expired at 2026-01-15"),
                new Damage(
                        "a site that should be made fresh",
                        test -> CLOCK_LATE.set(Duration.ofDays(12)),
                        List.of("expires-soon"),
                        "expires at 2026-01-15"));
    }

    private static final AtomicReference<Duration> CLOCK_LATE = new AtomicReference<>(Duration.ZERO);

    @ParameterizedTest
    @MethodSource("depths")
    void aRightHostOfAPublicationIsLeftAtPeace(Depth depth) throws IOException {
        try (TestHost host = new TestHost(site)) {
            Verification verification = verify(host.url("/"), depth);

            assertThat(verification.findings()).isEmpty();
            assertThat(verification.publication()).isEqualTo(record);
            assertThat(verification.files()).isGreaterThan(verify().verdicts().size() + 100);
        }
    }

    static Stream<Depth> depths() {
        return Stream.of(Depth.values());
    }

    @Test
    void aHostThatLetsTheRecordBeCachedIsNamed() throws IOException {
        try (TestHost host = new TestHost(site)) {
            host.does((request, connection) -> {
                if (!request.path().equals("/timestamp.json")) {
                    return false;
                }
                host.right(request)
                        .with("Cache-Control", "public, max-age=300")
                        .write(connection.getOutputStream(), true);
                return true;
            });

            assertThat(verify(host.url("/"), Depth.CLIENTS).findings())
                    .extracting(finding -> finding.fault().id())
                    .containsExactly("cache-too-long");
        }
    }

    @Test
    void aHostThatLacksBytesOfThePublicationIsNamed() throws IOException {
        try (TestHost host = new TestHost(site)) {
            delete(object(INDEX));

            assertThat(verify(host.url("/"), Depth.CLIENTS).findings())
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.fault()).isEqualTo(Fault.OBJECT);
                        assertThat(finding.where()).isEqualTo(host.url("/" + object(INDEX)));
                    });
        }
    }

    @Test
    void aHostWithOtherBytesUnderAHashIsNamedWhereEverythingIsRead() throws IOException {
        try (TestHost host = new TestHost(site)) {
            flip(object(INDEX));

            assertThat(verify(host.url("/"), Depth.EVERYTHING).findings())
                    .extracting(finding -> finding.fault().id())
                    .containsExactly("object");
        }
    }

    @Test
    void aHostWhoseListsAreThoseOfAnEarlierPublicationIsNamed() throws IOException {
        try (TestHost host = new TestHost(original)) {
            host.does((request, connection) -> {
                if (!request.path().equals("/timestamp.json")) {
                    return false;
                }
                CommitRecord newer =
                        CommitRecord.of(9, record.created(), new PublishedFile.Sum(sumOfVersion(2), 1), "x");
                host.right(request).body(newer.bytes()).write(connection.getOutputStream(), true);
                return true;
            });

            assertThat(verify(host.url("/"), Depth.CLIENTS).findings())
                    .extracting(finding -> finding.fault().id())
                    .contains("publication");
        }
    }

    @Test
    void aHostThatAnswersEverythingWithAPageHasNoPublication() throws IOException {
        try (TestHost host = new TestHost(site)) {
            host.does((request, connection) -> {
                if (!PublicationKeys.isReserved(request.path().substring(1))) {
                    return false;
                }
                new Reply()
                        .with("Content-Type", "text/html")
                        .body("<!DOCTYPE html><p>Welcome")
                        .write(connection.getOutputStream(), true);
                return true;
            });

            Verification verification = verify(host.url("/"), Depth.CLIENTS);

            assertThat(verification.findings()).isEmpty();
            assertThat(verification.publication()).isNull();
        }
    }

    private Verification verify() throws IOException {
        return verify(site.toString(), Depth.CLIENTS);
    }

    private static Verification verify(String where, Depth depth) throws IOException {
        Duration late = CLOCK_LATE.getAndSet(Duration.ZERO);
        return SiteVerifier.verify(
                        where, VerifyLimits.DEFAULT, depth, () -> CLOCK.now().plus(late))
                .orElseThrow();
    }

    private String manifest() {
        return PublicationKeys.manifest(record.manifest().sha256());
    }

    private String manifestOf(int version) throws IOException {
        return PublicationKeys.manifest(sumOfVersion(version));
    }

    private String sumOfVersion(int version) throws IOException {
        return PublicationNote.parse("note", Files.readAllBytes(site.resolve(PublicationKeys.publication(version))))
                .manifest();
    }

    /** Where the bytes of a file of the newest publication stand. */
    private String object(String path) throws IOException {
        return PublicationKeys.byHash(Sha256.of(Files.readAllBytes(original.resolve(path))));
    }

    private void delete(String path) throws IOException {
        Files.delete(site.resolve(path));
    }

    private void flip(String path) throws IOException {
        byte[] bytes = Files.readAllBytes(site.resolve(path));
        bytes[bytes.length - 2] ^= 1;
        Files.write(site.resolve(path), bytes);
    }

    /** Puts files of the second publication into the place of the newest ones. */
    private void goBack(String... paths) throws IOException {
        var files = PublicationManifest.parse("manifest", Files.readAllBytes(site.resolve(manifestOf(2))))
                .files();
        for (String path : paths) {
            Files.write(
                    site.resolve(path),
                    Files.readAllBytes(original.resolve(
                            PublicationKeys.byHash(files.get(path).content().sha256()))));
        }
    }
}
