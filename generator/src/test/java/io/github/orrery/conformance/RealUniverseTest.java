package io.github.orrery.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.Corpus;
import io.github.orrery.testing.JsonValues;
import io.github.orrery.testing.Shell;
import io.github.orrery.testing.StrictZip;
import io.github.orrery.testing.Tar;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A site of the real Universe beside what the original tools made of the same packages. */
@Tag("corpus")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealUniverseTest {
    private static final List<String> JSON_VERSIONS =
            List.of("1.8", "1.9", "1.10", "1.11", "1.12", "1.13", "2.0", "2.1", "2.2");

    @TempDir
    static Path directory;

    private BuiltSite site;
    private Path expected;

    @BeforeAll
    void build() {
        expected = Corpus.expected3();
        site = BuiltSite.of(Corpus.universe3(), directory.resolve("site"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "universe.json",
                "repo-up-to-1.8.json",
                "repo-up-to-1.9.json",
                "repo-up-to-1.10.json",
                "repo-up-to-1.11.json",
                "repo-up-to-1.12.json",
                "repo-up-to-1.13.json",
                "repo-up-to-2.0.json"
            })
    void anIndexHoldsWhatTheOriginalsHolds(String index) throws IOException {
        assertSameItems(items(site.bytes(index)), items(Files.readAllBytes(expected.resolve(index))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "2.2"})
    void anIndexOfALaterVersionFollowsTheSameRules(String dcos) throws IOException {
        Map<String, JsonNode> all = items(Files.readAllBytes(expected.resolve("universe.json")));
        all.values().removeIf(item -> compare(item.path("minDcosReleaseVersion").asText("0.0"), dcos) > 0);

        assertSameItems(items(site.bytes("repo-up-to-" + dcos + ".json")), all);
    }

    @ParameterizedTest
    @CsvSource({
        "universe, 1006",
        "repo-up-to-1.8, 418",
        "repo-up-to-1.9, 640",
        "repo-up-to-1.10, 748",
        "repo-up-to-1.11, 857",
        "repo-up-to-1.12, 957",
        "repo-up-to-1.13, 972",
        "repo-up-to-2.0, 978",
        "repo-up-to-2.1, 980",
        "repo-up-to-2.2, 980"
    })
    void anIndexHoldsSoManyRevisions(String index, int revisions) {
        assertThat(items(site.bytes(index + ".json"))).hasSize(revisions);
    }

    @Test
    void theEscapeRuleChangesWhatTheCorpusSaysItDoes() {
        Map<String, JsonNode> whole = items(site.bytes("universe.json"));

        assertThat(changedConfigs(whole, items(site.bytes("repo-up-to-1.8.json"))))
                .isEqualTo(23);
        assertThat(changedConfigs(whole, items(site.bytes("repo-up-to-1.9.json"))))
                .isEqualTo(121);
        assertThat(changedConfigs(whole, items(site.bytes("repo-up-to-1.10.json"))))
                .isZero();
    }

    @Test
    void contentTypesAndTheEmptyIndexAreTheOriginalsBytes() throws IOException {
        List<String> compared = new ArrayList<>();
        try (Stream<Path> files = Files.list(expected)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".content_type") || name.equals("repo-empty-v3.json")) {
                    assertThat(site.bytes(name)).as(name).isEqualTo(Files.readAllBytes(file));
                    compared.add(name);
                }
            }
        }
        assertThat(compared).hasSize(10);
        assertThat(site.text("repo-up-to-2.2.content_type"))
                .isEqualTo("application/vnd.dcos.universe.repo+json;charset=utf-8;version=v5");
    }

    @Test
    void anIndexIsOneLineOfAsciiInOrderOfNameAndRevision() {
        for (String index : indexes()) {
            byte[] bytes = site.bytes(index);
            for (byte b : bytes) {
                if (b < 0x20 || b > 0x7e) {
                    throw new AssertionError(index + " holds the byte " + b);
                }
            }
            List<String> order = new ArrayList<>();
            for (JsonNode item : Json.parseOwn(bytes).path("packages")) {
                order.add(String.format(
                        "%s\0%10d",
                        item.path("name").asText(), item.path("releaseVersion").asLong()));
            }
            assertThat(order).as(index).isSorted();
        }
    }

    @Test
    void aShardHoldsThePackagesPartOfItsIndex() {
        Set<String> shards = new TreeSet<>();
        for (String dcos : JSON_VERSIONS) {
            Map<String, List<String>> byName = new TreeMap<>();
            for (JsonNode item : site.json("repo-up-to-" + dcos + ".json").path("packages")) {
                byName.computeIfAbsent(item.path("name").asText(), name -> new ArrayList<>())
                        .add(new String(JsonText.compact(item), StandardCharsets.US_ASCII));
            }
            byName.forEach((name, items) -> {
                String shard = dcos + "/package/" + name + ".json";
                shards.add(shard);
                assertThat(site.text(shard)).isEqualTo("{\"packages\":[" + String.join(",", items) + "]}");
            });
        }
        assertThat(site.paths().stream().filter(path -> path.matches("[0-9.]+/package/[^/]+\\.json")))
                .containsExactlyElementsOf(shards);
    }

    @ParameterizedTest
    @CsvSource({"1.6.1, 170", "1.7, 262"})
    void aZipHoldsWhatTheOriginalsHolds(String dcos, int revisions) {
        String name = "repo-up-to-" + dcos + ".zip";
        Map<String, byte[]> ours = StrictZip.entries(site.bytes(name));

        assertSameFiles(ours, original(name));
        assertThat(ours.keySet().stream().filter(path -> path.endsWith("/package.json")))
                .hasSize(revisions);
    }

    @Test
    void theZipOfTheCommandLineHoldsThatOfOneSevenScriptsAndSchemas() {
        Map<String, byte[]> zip = new LinkedHashMap<>(StrictZip.entries(site.bytes("packages.zip")));
        assertThat(zip.keySet()).contains("universe/scripts/", "universe/repo/meta/schema/package-schema.json");

        assertThat(new ArrayList<>(zip.keySet()).subList(0, 3))
                .containsExactly("universe/", "universe/scripts/", "universe/repo/");
        zip.keySet().removeIf(path -> path.startsWith("universe/scripts") || path.contains("/meta/schema/"));
        assertSameFiles(zip, original("repo-up-to-1.7.zip"));
    }

    @Test
    void theLegacyIndexIsThatOfTheZip() {
        Map<String, byte[]> zip = StrictZip.entries(site.bytes("packages.zip"));

        assertThat(JsonValues.difference(
                        site.json("meta/index.json"), Json.parseOwn(zip.get("universe/repo/meta/index.json"))))
                .isEmpty();
        assertThat(site.text("meta/index.json"))
                .startsWith("{\n  \"packages\":[\n    {\n")
                .endsWith("}\n");
        assertThat(site.json("meta/version.json").path("version").asText()).isEqualTo("2.0.0");
    }

    @Test
    void aGzipFileIsSmallerThanItsSiblingAndHoldsTheSame() {
        Set<String> paths = site.paths();
        for (String path : paths) {
            if (path.endsWith(".gz")) {
                String plain = path.substring(0, path.length() - 3);
                assertThat(Arrays.equals(site.gunzipped(path), site.bytes(plain)))
                        .as(path)
                        .isTrue();
                assertThat(site.bytes(path).length).as(path).isLessThan(site.bytes(plain).length);
            } else if (path.endsWith(".json") && !path.equals("site.json") && site.bytes(path).length > 200) {
                assertThat(paths.contains(path + ".gz"))
                        .as("a sibling of " + path)
                        .isTrue();
            }
        }
    }

    @Test
    void theSystemsOwnToolsAgree() {
        Path root = directory.resolve("site");

        assertThat(Shell.run(root, "sha256sum", "--quiet", "-c", "SHA256SUMS")).isEqualTo(new Shell.Result(0, ""));
        assertThat(Shell.run(root, "gzip", "-t", "universe.json.gz", "packages.tgz"))
                .isEqualTo(new Shell.Result(0, ""));
        site.demandSums();
    }

    @Test
    void siteJsonSaysHowEachFileIsServed() {
        assertThat(site.json("site.json").path("schemaVersion").asText()).isEqualTo("1");
        for (JsonNode file : site.json("site.json").path("files")) {
            String path = file.path("path").asText();
            String type = file.path("type").asText();
            assertThat(file.path("sha256").asText()).matches("[0-9a-f]{64}");
            assertThat(file.path("cache").asText()).as(path).contains("max-age=");
            assertThat(file.size()).as(path).isEqualTo(5);
            if (path.matches("universe\\.json|repo-.*\\.json")) {
                assertThat(type).isEqualTo(site.text(path.replace(".json", ".content_type")));
            } else if (path.endsWith(".zip")) {
                assertThat(type).isEqualTo("application/zip");
            } else {
                assertThat(type).as(path).contains("/");
            }
        }
    }

    @Test
    void theArchiveUnpacksToTheRepositoryWithTheTimeOfItsNewestUpdate() throws IOException {
        Map<String, Tar.Entry> entries = Tar.gzipped(site.bytes("packages.tgz"));
        Path repo = Corpus.universe3();
        long newest = 0;
        for (JsonNode item : site.json("universe.json").path("packages")) {
            newest = Math.max(newest, item.path("lastUpdated").asLong(0));
        }
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(repo)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                files.put("universe/repo/" + repo.relativize(file), Files.readAllBytes(file));
            }
        }

        assertThat(entries).containsOnlyKeys(files.keySet());
        files.forEach((name, content) ->
                assertThat(entries.get(name).content()).as(name).isEqualTo(content));
        assertThat(newest).isGreaterThan(1_500_000_000);
        for (Tar.Entry entry : entries.values()) {
            assertThat(entry.time()).isEqualTo(newest);
        }
    }

    @Test
    void theArchiveBuildsTheSameSite() throws IOException {
        Path unpacked = Files.createDirectories(directory.resolve("unpacked"));
        assertThat(Shell.run(
                        unpacked,
                        "tar",
                        "-xzf",
                        directory.resolve("site/packages.tgz").toString()))
                .isEqualTo(new Shell.Result(0, ""));

        BuiltSite again = BuiltSite.of(unpacked.resolve("universe"), directory.resolve("again"));

        assertThat(again.sums()).isEqualTo(site.sums());
    }

    @Test
    void anUnpackedZipIsATreeOfTheSecondGeneration() throws IOException {
        Path unpacked = Files.createDirectories(directory.resolve("unzipped"));
        for (Map.Entry<String, byte[]> entry :
                StrictZip.entries(site.bytes("repo-up-to-1.7.zip")).entrySet()) {
            Path path = unpacked.resolve(entry.getKey());
            if (entry.getKey().endsWith("/")) {
                Files.createDirectories(path);
            } else {
                Files.write(path, entry.getValue());
            }
        }

        BuiltSite second =
                BuiltSite.of(unpacked.resolve("universe"), directory.resolve("second"), BuiltSite.WITHOUT_PAGES);

        assertThat(items(second.bytes("universe.json"))).hasSize(262);
        assertThat(JsonValues.difference(second.json("meta/index.json"), site.json("meta/index.json")))
                .isEmpty();
        assertThat(second.bytes("meta/index.json")).isEqualTo(site.bytes("meta/index.json"));
    }

    @Test
    void aTreeOfTheFirstGenerationBuilds() throws IOException {
        Path repo = Corpus.universe1();
        BuiltSite first = BuiltSite.of(repo, directory.resolve("first"));

        first.demandSums();
        String committed = Files.readString(repo.resolve("meta/index.json"));
        String marathon = "\"currentVersion\":\"0.13.0\",\n      \"description\":\"A cluster-wide init";
        assertThat(committed).containsOnlyOnce(marathon);
        assertThat(first.text("meta/index.json"))
                .isEqualTo(committed.replace(marathon, marathon.replace("0.13.0", "0.15.1")));
        assertThat(first.json("meta/version.json").path("version").asText()).isEqualTo("1.0.0-rc1");
        for (String dcos : JSON_VERSIONS) {
            assertThat(items(first.bytes("repo-up-to-" + dcos + ".json")))
                    .as(dcos)
                    .hasSize(40);
        }
        for (JsonNode item : first.json("universe.json").path("packages")) {
            assertThat(item.path("packagingVersion").asText()).isEqualTo("2.0");
            assertThat(item.has("images")).isFalse();
            assertThat(item.path("marathon").path("v2AppMustacheTemplate").isTextual())
                    .isTrue();
        }
        for (String zip : List.of("repo-up-to-1.6.1.zip", "repo-up-to-1.7.zip", "packages.zip")) {
            assertThat(StrictZip.entries(first.bytes(zip)).keySet().stream()
                            .filter(path -> path.endsWith("/marathon.json.mustache")))
                    .as(zip)
                    .hasSize(40);
        }
        assertThat(Tar.gzipped(first.bytes("packages.tgz")).keySet())
                .contains("universe/repo/meta/index.json", "universe/repo/packages/M/marathon/11/marathon.json");
    }

    private List<String> indexes() {
        List<String> indexes = new ArrayList<>(List.of("universe.json"));
        JSON_VERSIONS.forEach(dcos -> indexes.add("repo-up-to-" + dcos + ".json"));
        return indexes;
    }

    private Map<String, byte[]> original(String zip) {
        Map<String, byte[]> entries = StrictZip.entries(expected.resolve(zip));
        assertThat(entries).isNotEmpty();
        return entries;
    }

    /** Files of JSON as values, all others byte by byte; directories by name; the order too. */
    private static void assertSameFiles(Map<String, byte[]> ours, Map<String, byte[]> original) {
        assertThat(ours.keySet()).containsExactlyElementsOf(original.keySet());
        original.forEach((path, bytes) -> {
            if (path.endsWith(".json")) {
                JsonNode a = Json.parseOwn(ours.get(path));
                JsonNode b = Json.parseOwn(bytes);
                assertThat(JsonValues.difference(a, b)).as(path).isEmpty();
                if (a instanceof ObjectNode) {
                    assertThat(a.fieldNames()).toIterable().as(path).containsExactlyElementsOf(b::fieldNames);
                }
            } else {
                assertThat(ours.get(path)).as(path).isEqualTo(bytes);
            }
        });
    }

    private static void assertSameItems(Map<String, JsonNode> ours, Map<String, JsonNode> original) {
        assertThat(ours).containsOnlyKeys(original.keySet());
        original.forEach((key, item) -> {
            assertThat(JsonValues.difference(ours.get(key), item)).as(key).isEmpty();
            assertThat(ours.get(key).fieldNames()).toIterable().as(key).containsExactlyElementsOf(item::fieldNames);
        });
    }

    private static Map<String, JsonNode> items(byte[] index) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        for (JsonNode item : Json.parseOwn(index).path("packages")) {
            String key = item.path("name").asText() + " "
                    + item.path("releaseVersion").asText();
            assertThat(items.put(key, item)).as(key + " twice").isNull();
        }
        return items;
    }

    private static long changedConfigs(Map<String, JsonNode> whole, Map<String, JsonNode> old) {
        return old.entrySet().stream()
                .filter(entry -> !JsonValues.difference(
                                entry.getValue().path("config"),
                                whole.get(entry.getKey()).path("config"))
                        .isEmpty())
                .count();
    }

    /** Dotted numbers, compared one by one; a longer list of equal numbers is greater. */
    private static int compare(String a, String b) {
        return Arrays.compare(parts(a), parts(b));
    }

    private static BigInteger[] parts(String version) {
        return Arrays.stream(version.split("\\.")).map(BigInteger::new).toArray(BigInteger[]::new);
    }
}
