package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.testing.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of the real Universe: what it finds, and that it shows what each cluster's index holds. */
@Tag("corpus")
class RealListTest {
    private static final Pattern IN_ZIP = Pattern.compile(".*/packages/[A-Z]/([^/]+)/([0-9]+)/package\\.json");

    /** What a cluster installs of a package. */
    private record Installed(long revision, String version, String minDcos) {}

    @TempDir
    static Path scratch;

    private static ListUnderTest list;

    @BeforeAll
    static void make() {
        list = new ListUnderTest(CatalogueUnderTest.of(Corpus.universe3()).pages.get("search-index.js"), scratch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8", "1.9", "1.10", "1.11", "1.12", "1.13", "2.0"})
    void showsWhatTheIndexOfAClusterHolds(String dcos) throws IOException {
        TreeMap<String, Installed> newest = new TreeMap<>();
        byte[] index = Files.readAllBytes(Corpus.expected3().resolve("repo-up-to-" + dcos + ".json"));
        for (JsonNode item : Json.parseOwn(index).path("packages")) {
            newest.merge(
                    item.path("name").asText(),
                    new Installed(
                            item.path("releaseVersion").asLong(),
                            item.path("version").asText(),
                            item.path("minDcosReleaseVersion").asText("")),
                    (a, b) -> a.revision() > b.revision() ? a : b);
        }
        assertThat(shown(dcos)).isEqualTo(newest);
        assertThat(list.names("?dcos=" + dcos)).containsExactlyElementsOf(newest.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.6.1", "1.7"})
    void showsWhatTheZipOfAnOldClusterHolds(String dcos) throws IOException {
        TreeMap<String, Long> newest = new TreeMap<>();
        Path index = Corpus.expected3().resolve("repo-up-to-" + dcos + ".zip");
        try (ZipFile zip = new ZipFile(index.toFile())) {
            zip.stream().forEach(entry -> {
                Matcher matcher = IN_ZIP.matcher(entry.getName());
                if (matcher.matches()) {
                    newest.merge(matcher.group(1), Long.valueOf(matcher.group(2)), Math::max);
                }
            });
        }
        TreeMap<String, Long> shown = new TreeMap<>();
        shown(dcos).forEach((name, installed) -> shown.put(name, installed.revision()));
        assertThat(shown).isEqualTo(newest);
    }

    @Test
    void findsWhatPeopleLookFor() {
        assertThat(list.names("?q=kafak")).startsWith("kafka");
        assertThat(list.names("?q=cassandra")).startsWith("cassandra");
        assertThat(list.names("?q=elastic")).startsWith("elastic");
        assertThat(list.names("?q=jenkis")).startsWith("jenkins");
        assertThat(list.names("?q=marathon-lb")).startsWith("marathon-lb-rc");
        assertThat(list.names("?q=load+balancer")).contains("marathon-lb-rc");
        assertThat(list.names("?q=sprak")).startsWith("spark-history");
        assertThat(list.names("?q=postgres")).contains("postgresql", "postgresql-admin");
    }

    private static Map<String, Installed> shown(String dcos) {
        TreeMap<String, Installed> shown = new TreeMap<>();
        JsonNode pairs = list.ask("U.map(u => [u.name, list.seenBy(u, '" + dcos + "', U.dcos)]).filter(p => p[1])");
        for (JsonNode pair : pairs) {
            JsonNode seen = pair.get(1);
            shown.put(
                    pair.get(0).textValue(),
                    new Installed(
                            seen.get(2).longValue(),
                            seen.get(1).textValue(),
                            seen.get(3).textValue()));
        }
        return shown;
    }
}
