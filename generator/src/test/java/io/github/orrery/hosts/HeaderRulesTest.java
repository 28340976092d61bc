package io.github.orrery.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.hosts.ServedSite.Entry;
import io.github.orrery.site.Family;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code _headers} and {@code _redirects}, read as the hosts document that they read them. */
class HeaderRulesTest {
    private static final int MOST_RULES = 100;
    private static final int MOST_CHARACTERS = 2000;

    /** As many versions that read JSON, and the two that read a zip. */
    static List<String> manyVersions(int count) {
        return Stream.concat(
                        Stream.of("1.6.1", "1.7"),
                        IntStream.range(0, count).mapToObj(minor -> minor < 10 ? "1." + (8 + minor) : "2." + minor))
                .toList();
    }

    @Test
    void giveEveryIndexShardAndZipItsTypeAndCachePolicy() throws Exception {
        try (ServedSite site = ServedSite.own(List.of("1.6.1", "1.7", "1.8", "1.11", "2.0"), Set.of(Family.GZIP))) {
            Map<String, Map<String, String>> rules = rules(site);
            int checked = 0;
            for (Entry entry : site.entries()) {
                if (entry.type().contains("vnd.dcos") || entry.path().startsWith("repo-up-to")) {
                    Map<String, String> headers = headers(rules, "/" + entry.path());

                    assertThat(headers).as(entry.path()).containsEntry("Content-Type", entry.type());
                    assertThat(headers).as(entry.path()).containsEntry("Cache-Control", entry.cache());
                    checked++;
                }
            }
            assertThat(checked).isGreaterThan(20);
            assertThat(headers(rules, "/packages.html")).containsKey("Content-Security-Policy");
        }
    }

    /** Cloudflare reads the first rules and leaves the others. */
    @Test
    void beginWithAllThatClustersNeed() throws Exception {
        for (List<String> versions : List.of(List.of("1.6.1", "1.7", "1.8", "2.2"), manyVersions(90))) {
            try (ServedSite site = ServedSite.own(versions, Set.of(Family.GZIP, Family.CATALOGUE))) {
                Map<String, Map<String, String>> read = new LinkedHashMap<>();
                rules(site).entrySet().stream()
                        .limit(MOST_RULES)
                        .forEach(rule -> read.put(rule.getKey(), rule.getValue()));
                for (Entry entry : site.entries()) {
                    if (entry.type().contains("vnd.dcos") || entry.path().matches("repo-up-to-.*\\.zip")) {
                        assertThat(headers(read, "/" + entry.path()).get("Content-Type"))
                                .as(entry.path())
                                .isIn(entry.type(), "application/vnd.dcos.universe.repo+json");
                    }
                }
                assertThat(site.text("_headers").lines())
                        .allMatch(line -> line.length() <= MOST_CHARACTERS)
                        .allMatch(line -> line.indexOf('*') < 0 || !line.startsWith("/") || line.endsWith("*"));
            }
        }
    }

    @Test
    void holdTheIndexOfEveryVersionAndSayWhereCloudflareStops() throws Exception {
        try (ServedSite site = ServedSite.own(manyVersions(120), Set.of(Family.GZIP, Family.CATALOGUE))) {
            Map<String, Map<String, String>> rules = rules(site);
            int checked = 0;
            for (Entry entry : site.entries()) {
                if (entry.path().startsWith("repo-")) {
                    assertThat(headers(rules, "/" + entry.path()))
                            .as(entry.path())
                            .containsEntry("Content-Type", entry.type())
                            .containsEntry("Cache-Control", entry.cache());
                    checked++;
                }
            }
            assertThat(checked).isGreaterThan(2 * 120);
            List<String> lines = site.text("_headers").lines().toList();
            int stop = lines.indexOf("# Cloudflare Pages reads no further. There _worker.js sets these.");
            assertThat(lines.subList(0, Math.max(0, stop)).stream().filter(line -> line.startsWith("/")))
                    .hasSize(MOST_RULES);
        }
        try (ServedSite site = ServedSite.own(List.of("1.7", "1.8", "2.2"), Set.of(Family.CATALOGUE))) {
            assertThat(site.text("_headers")).doesNotContain("Cloudflare");
        }
    }

    @Test
    void giveEveryShardATypeThatClustersAcceptWhereThereAreTooManyVersions() throws Exception {
        try (ServedSite site = ServedSite.own(manyVersions(60), Set.of(Family.GZIP))) {
            Map<String, Map<String, String>> rules = rules(site);
            for (Entry entry : site.entries()) {
                if (entry.type().contains("vnd.dcos")) {
                    assertThat(headers(rules, "/" + entry.path()).get("Content-Type"))
                            .as(entry.path())
                            .isIn(entry.type(), "application/vnd.dcos.universe.repo+json");
                }
            }
        }
    }

    @Test
    void leadFromTheFormerNameOfTwoDotZero() throws Exception {
        try (ServedSite site = ServedSite.own(List.of("1.13", "2.0"), Set.of())) {
            assertThat(site.text("_redirects").lines())
                    .contains(
                            "/repo-up-to-1.14.json /repo-up-to-2.0.json 301",
                            "/1.14/package/* /2.0/package/:splat 301");
        }
        try (ServedSite site = ServedSite.own(List.of("1.13"), Set.of())) {
            assertThat(site.text("_redirects").lines()).allMatch(line -> line.startsWith("#"));
        }
    }

    private static Map<String, Map<String, String>> rules(ServedSite site) throws IOException {
        Map<String, Map<String, String>> rules = new LinkedHashMap<>();
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : site.text("_headers").lines().toList()) {
            if (line.startsWith("/")) {
                headers = new LinkedHashMap<>();
                assertThat(rules.put(line, headers)).as(line).isNull();
            } else if (line.startsWith("  ")) {
                String[] parts = line.strip().split(": ", 2);
                headers.put(parts[0], parts[1]);
            } else {
                assertThat(line).matches("|#.*");
            }
        }
        return rules;
    }

    /** All that match, their values joined, as the hosts do it. */
    private static Map<String, String> headers(Map<String, Map<String, String>> rules, String path) {
        Map<String, List<String>> matching = new TreeMap<>();
        rules.forEach((pattern, headers) -> {
            String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace(":dcos", "\\E[^/]+\\Q");
            if (path.matches(expression)) {
                headers.forEach((name, value) ->
                        matching.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
            }
        });
        Map<String, String> joined = new TreeMap<>();
        matching.forEach((name, values) -> joined.put(name, String.join(", ", values)));
        return joined;
    }
}
