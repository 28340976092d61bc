package io.github.orrery.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.orrery.hosts.NegotiationTable.Row;
import io.github.orrery.hosts.ServedSite.Entry;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.Negotiation;
import io.github.orrery.publication.CommitRecord;
import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.site.Family;
import io.github.orrery.site.OutsideImages;
import io.github.orrery.site.SecurityHeaders;
import io.github.orrery.verify.Depth;
import io.github.orrery.verify.SiteVerifier;
import io.github.orrery.verify.Verification;
import io.github.orrery.verify.VerifyLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every host must do with a site, given the file that Orrery made for it (formats.md 2.8, 3.3, 5.1, 5.2, 11). */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostContract {
    private static final Map<String, String> PLAIN = Map.of();
    private static final Map<String, String> GZIP = Map.of("Accept-Encoding", "gzip");

    private ServedSite site;
    private RunningServer server;

    /** Starts the server over a site, with the host file in it. */
    abstract RunningServer start(ServedSite site) throws IOException;

    /** Whether the host sends compressed what is stored compressed only to clients that ask for it. */
    boolean minds(String acceptEncoding) {
        return true;
    }

    /** Whether the host leaves icons as they are, and pages to clients that do not read gzip. */
    boolean leavesTheRestAsItIs() {
        return true;
    }

    /** Whether {@code publish DIRECTORY} is how a site comes to the host. */
    boolean servesPublications() {
        return true;
    }

    /** Whether the host sends a part of a file; nothing needs it. */
    boolean sendsRanges() {
        return true;
    }

    /** Whether the host answers for this file; some keep their own host files to themselves. */
    boolean serves(String path) {
        return !path.startsWith(".");
    }

    ServedSite site() {
        return site;
    }

    @BeforeAll
    void serve() throws Exception {
        site = ServedSite.own();
        server = start(site);
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        if (site != null) {
            site.close();
        }
    }

    @Test
    void givesEachFileTheTypeAndCachePolicyOfSiteJson() throws IOException {
        for (Entry entry : site.entries()) {
            if (serves(entry.path())) {
                HttpExchange exchange = get("/" + entry.path(), PLAIN);

                assertThat(exchange.status()).as(entry.path()).isEqualTo(200);
                assertThat(type(exchange)).as(entry.path()).isEqualTo(entry.type());
                assertThat(exchange.header("Cache-Control")).as(entry.path()).contains(entry.cache());
                assertThat(exchange.decoded()).as(entry.path()).isEqualTo(site.bytes(entry.path()));
                if (minds("")) {
                    assertThat(exchange.header("Content-Encoding"))
                            .as(entry.path())
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void sendsStoredGzipAsItIsToWhoReadsIt() throws IOException {
        int compressed = 0;
        for (Entry entry : site.entries()) {
            if (entry.path().endsWith(".json") && site.has(entry.path() + ".gz")) {
                HttpExchange exchange = get("/" + entry.path(), GZIP);

                assertThat(exchange.status()).as(entry.path()).isEqualTo(200);
                assertThat(exchange.header("Content-Encoding")).as(entry.path()).contains("gzip");
                assertThat(exchange.header("Content-Type")).as(entry.path()).contains(entry.type());
                assertThat(exchange.header("Cache-Control")).as(entry.path()).contains(entry.cache());
                assertThat(exchange.body()).as(entry.path()).isEqualTo(site.bytes(entry.path() + ".gz"));
                compressed++;
            }
        }
        assertThat(compressed).isGreaterThan(50);
    }

    @Test
    void choosesTheCodingByWhatTheClientReads() throws IOException {
        Map<String, Boolean> accepted = new LinkedHashMap<>();
        accepted.put("gzip", true);
        accepted.put("gzip, deflate, br", true);
        accepted.put("br, gzip", true);
        accepted.put("br;q=1.0, gzip;q=0.8", true);
        accepted.put("zstd, br", false);
        accepted.put("identity", false);
        accepted.put("gzip;q=0", false);
        accepted.put("identity, gzip;q=0", false);
        for (Map.Entry<String, Boolean> coding : accepted.entrySet()) {
            if (minds(coding.getKey())) {
                for (String path : List.of("/repo-up-to-1.13.json", "/universe.json", "/repo")) {
                    Map<String, String> headers = new LinkedHashMap<>(cluster("dcos/1.13"));
                    headers.put("Accept-Encoding", coding.getKey());
                    HttpExchange exchange = get(path, headers);

                    assertThat(exchange.header("Content-Encoding").stream())
                            .as(path + " for " + coding.getKey())
                            .containsExactlyElementsOf(coding.getValue() ? List.of("gzip") : List.of());
                    assertThat(exchange.decoded())
                            .isEqualTo(site.bytes(path.equals("/repo") ? "repo-up-to-1.13.json" : path.substring(1)));
                    assertThat(exchange.members("Vary")).as(path).contains("accept-encoding");
                }
            }
        }
    }

    @Test
    void neverEncodesAZipNorAddsToItsType() throws IOException {
        Map<String, String> everything = Map.of("Accept-Encoding", "gzip, deflate, br", "User-Agent", "Java/1.8.0");
        for (String path : List.of("/repo-up-to-1.6.1.zip", "/repo-up-to-1.7.zip", "/packages.zip", "/repo")) {
            HttpExchange exchange = get(path, everything);

            assertThat(exchange.status()).as(path).isEqualTo(200);
            assertThat(exchange.header("Content-Type")).as(path).contains("application/zip");
            assertThat(exchange.header("Content-Encoding")).as(path).isEmpty();
            assertThat(exchange.body())
                    .as(path)
                    .isEqualTo(site.bytes(path.equals("/repo") ? "repo-up-to-1.6.1.zip" : path.substring(1)));
        }
    }

    @Test
    void answersEachRowOfTheNegotiation() throws IOException {
        negotiates(server, site, NegotiationTable.rows("quillpad"));
    }

    @Test
    @Tag("corpus")
    void servesTheRealUniverseToEveryCluster() throws Exception {
        try (ServedSite real = ServedSite.ofCorpus();
                RunningServer realServer = start(real)) {
            negotiates(realServer, real, NegotiationTable.rows("cassandra"));
        }
    }

    /** The same requests to sites that have other versions, or less: the hosts say what {@link Negotiation} says. */
    @Test
    void negotiatesWithWhatASiteHas() throws Exception {
        Map<List<String>, Set<Family>> sites = new LinkedHashMap<>();
        sites.put(List.of("1.6", "1.9.1", "1.10", "2.0.1"), Set.of(Family.GZIP));
        sites.put(List.of("1.7", "2.0", "21.3"), Set.of(Family.SHARDS));
        sites.put(List.of("1.6.1", "1.7", "1.8", "2.2"), Set.of(Family.INDEXES, Family.ZIPS));
        sites.put(List.of("1.6.1", "1.7"), Set.of());
        sites.put(List.of("1.7", "1.8"), Set.of(Family.INDEXES, Family.SHARDS, Family.ZIPS, Family.CATALOGUE));
        for (Map.Entry<List<String>, Set<Family>> wanted : sites.entrySet()) {
            List<Row> rows = new ArrayList<>();
            Negotiation negotiation =
                    NegotiationTest.of(wanted.getKey().stream().map(DcosReleaseVersion::of), wanted.getValue());
            for (Row row : NegotiationTable.rows("quillpad")) {
                String file = NegotiationTest.answer(negotiation, row)
                        .map(Negotiation.Answer::path)
                        .orElse(null);
                rows.add(new Row(row.path(), row.accept(), row.userAgent(), file));
            }
            try (ServedSite other = ServedSite.own(wanted.getKey(), wanted.getValue());
                    RunningServer otherServer = start(other)) {
                negotiates(otherServer, other, rows);
            }
        }
    }

    /** Servers bound the length of what a configuration says at once. */
    @Test
    void servesASiteOfMoreVersionsThanAnyoneHas() throws Exception {
        List<String> versions = HeaderRulesTest.manyVersions(120);
        try (ServedSite many = ServedSite.own(versions, Set.of(Family.CATALOGUE));
                RunningServer manyServer = start(many)) {
            int checked = 0;
            for (Entry entry : many.entries()) {
                if (entry.path().startsWith("repo-") || entry.path().endsWith("/quillpad.json")) {
                    HttpExchange exchange = HttpExchange.of(manyServer.port(), "GET", "/" + entry.path(), PLAIN);

                    assertThat(exchange.status()).as(entry.path()).isEqualTo(200);
                    assertThat(type(exchange)).as(entry.path()).isEqualTo(entry.type());
                    assertThat(exchange.header("Cache-Control"))
                            .as(entry.path())
                            .contains(entry.cache());
                    checked++;
                }
            }
            assertThat(checked).isGreaterThan(3 * 120);
        }
    }

    private void negotiates(RunningServer at, ServedSite from, List<Row> rows) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Row row : rows) {
            Map<String, String> headers = new LinkedHashMap<>(GZIP);
            if (row.accept() != null) {
                headers.put("Accept", row.accept());
            }
            if (row.userAgent() != null) {
                headers.put("User-Agent", row.userAgent());
            }
            HttpExchange exchange = HttpExchange.of(at.port(), "GET", row.path(), headers);
            boolean isThere = row.file() != null && from.has(row.file());
            if (exchange.status() != (isThere ? 200 : 404)
                    || !exchange.members("Vary").containsAll(List.of("accept", "user-agent"))
                    || (isThere
                            && (!exchange.header("Content-Type").equals(Optional.of(row.contentType()))
                                    || !Arrays.equals(exchange.decoded(), from.bytes(row.file()))))) {
                wrong.add(row + " got " + exchange);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void findsWhatHadAnotherPathWhenTwoDotZeroWasCalledOneDotFourteen() throws IOException {
        for (String path : List.of("repo-up-to-#.json", "#/package/quillpad.json")) {
            HttpExchange exchange = get("/" + path.replace("#", "1.14"), GZIP);

            assertThat(exchange.status()).as(path).isEqualTo(200);
            assertThat(exchange.header("Content-Type"))
                    .contains("application/vnd.dcos.universe.repo+json;charset=utf-8;version=v5");
            assertThat(exchange.decoded()).isEqualTo(site.bytes(path.replace("#", "2.0")));
        }
    }

    @Test
    void answersHeadAsItAnswersGet() throws IOException {
        for (String path : List.of("/repo-up-to-2.2.json", "/repo-up-to-1.7.zip", "/repo", "/packages.tgz", "/none")) {
            HttpExchange get = get(path, cluster("dcos/2.2"));
            HttpExchange head = HttpExchange.of(server.port(), "HEAD", path, cluster("dcos/2.2"));

            assertThat(head.status()).as(path).isEqualTo(get.status());
            assertThat(head.body()).as(path).isEmpty();
            for (String header : List.of("Content-Type", "Content-Encoding", "Cache-Control")) {
                assertThat(head.header(header)).as(path + " " + header).isEqualTo(get.header(header));
            }
            if (get.status() == 200 && head.header("Content-Length").isPresent()) {
                assertThat(head.header("Content-Length")).as(path).contains(String.valueOf(get.body().length));
            }
        }
    }

    @Test
    void answersRanges() throws IOException {
        assumeTrue(sendsRanges(), "skipped: this host sends whole files only");
        byte[] zip = site.bytes("packages.zip");

        HttpExchange part = get("/packages.zip", Map.of("Range", "bytes=100-299"));

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).contains("bytes 100-299/" + zip.length);
        assertThat(part.header("Content-Type")).contains("application/zip");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(zip, 100, 300));
    }

    @Test
    void saysThatNothingChanged() throws IOException {
        for (Map<String, String> coding : List.of(PLAIN, GZIP)) {
            HttpExchange first = get("/repo-up-to-1.12.json", coding);
            if (first.header("ETag").isPresent()) {
                Map<String, String> headers = new LinkedHashMap<>(coding);
                headers.put("If-None-Match", first.header("ETag").get());
                HttpExchange second = get("/repo-up-to-1.12.json", headers);

                assertThat(second.status()).isEqualTo(304);
                assertThat(second.body()).isEmpty();
            }
        }
    }

    @Test
    void showsThePageForWhatIsNotThere() throws IOException {
        for (String path : List.of(
                "/none",
                "/none/at/all.json",
                "/repo-up-to-9.9.json",
                "/repo-up-to-1.6.1.json",
                "/2.2/package/there-is-none.json",
                "/repo/",
                "/repo-1.7/",
                "/package/",
                "/package/a/b",
                "/repo-up-to-2.2.json/",
                "/repo-up-to-2.2.json/more",
                "/REPO")) {
            HttpExchange exchange = get(path, cluster("dcos/2.2"));

            assertThat(exchange.status()).as(path).isEqualTo(404);
            assertThat(type(exchange)).as(path).isEqualTo("text/html;charset=utf-8");
            assertThat(exchange.header("Cache-Control")).as(path).isEmpty();
            assertThat(exchange.decoded()).as(path).isEqualTo(site.bytes("404.html"));
        }
    }

    @Test
    void neverLeavesTheSite() throws IOException {
        for (String path : List.of(
                "/../outside",
                "/hosts/../../outside",
                "/%2e%2e/outside",
                "/hosts/%2e%2e/%2e%2e/outside",
                "/..%2foutside",
                "/..%5coutside",
                "/hosts/..%2f..%2foutside",
                "/%252e%252e/outside",
                "//../outside",
                "/package/../../outside",
                "/package/..%2f..%2foutside",
                "/package/%2e%2e%2foutside",
                "/1.13/package/../../../outside",
                "/.htaccess",
                "/.nojekyll",
                "/.git/config",
                "/hosts/.hidden")) {
            HttpExchange exchange = get(path, cluster("dcos/2.2"));

            assertThat(exchange.status()).as(path).isBetween(300, 499);
            assertThat(exchange.header("Location").orElse("/")).as(path).doesNotStartWith("//");
            assertThat(new String(exchange.decoded(), StandardCharsets.ISO_8859_1))
                    .as(path)
                    .doesNotContain(ServedSite.OUTSIDE)
                    .doesNotContain("Rewrite");
        }
    }

    @Test
    void showsADirectoryAsItsPageAndListsNone() throws IOException {
        HttpExchange page = get("/packages/added-by-test/", PLAIN);
        HttpExchange moved = get("/packages/added-by-test", PLAIN);

        assertThat(page.status()).isEqualTo(200);
        assertThat(type(page)).isEqualTo("text/html;charset=utf-8");
        assertThat(page.decoded()).isEqualTo(site.bytes(ServedSite.PAGE));
        assertThat(moved.status()).isEqualTo(301);
        assertThat(moved.header("Location").orElse("")).endsWith("/packages/added-by-test/");
        for (String path : List.of("/schemas/", "/hosts/", "/1.13/", "/1.13/package/", "/meta/")) {
            assertThat(get(path, PLAIN).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void keepsForAYearWhatChangesItsNameWithItsContent() throws IOException {
        HttpExchange asset = get("/" + ServedSite.ASSET, PLAIN);

        assertThat(type(asset)).isEqualTo("text/css;charset=utf-8");
        assertThat(asset.header("Cache-Control")).contains("public, max-age=31536000, immutable");
    }

    @Test
    void keepsWhatAPublicationAddedAsLongAsItIsTrue() throws IOException {
        assumeTrue(servesPublications(), "skipped: nothing is published to this host by files of its own");
        String forever = "public, max-age=31536000, immutable";

        HttpExchange byHash = get("/" + site.byHash("repo-up-to-2.2.json"), PLAIN);
        assertThat(byHash.status()).isEqualTo(200);
        assertThat(byHash.header("Content-Type")).contains("application/octet-stream");
        assertThat(byHash.header("Content-Encoding")).isEmpty();
        assertThat(byHash.body()).isEqualTo(site.bytes("repo-up-to-2.2.json"));
        assertThat(byHash.header("Cache-Control")).contains(forever);
        CommitRecord commit = site.commit();
        for (String path : List.of(
                PublicationKeys.manifest(commit.manifest().sha256()), PublicationKeys.publication(commit.version()))) {
            assertThat(get("/" + path, PLAIN).header("Cache-Control")).as(path).contains(forever);
            assertThat(get("/" + path, PLAIN).header("Content-Type")).as(path).contains("application/json");
        }
        HttpExchange record = get("/" + PublicationKeys.TIMESTAMP, PLAIN);
        assertThat(record.header("Cache-Control")).contains("no-cache, max-age=0");
        assertThat(record.header("Content-Type")).contains("application/json");
        assertThat(get("/" + PublicationKeys.ROLLED, PLAIN).status()).isEqualTo(404);
    }

    /** What {@code orrery verify} says of the host, which asks as each client does. */
    @Test
    void hasNothingThatVerifyFinds() throws IOException {
        for (String path : List.of("/", "/repo", "/repo-1.7")) {
            Verification verification = SiteVerifier.verify(
                            "http://127.0.0.1:" + server.port() + path, VerifyLimits.DEFAULT, Depth.EVERYTHING)
                    .orElseThrow();

            assertThat(verification.findings()).as(path).isEmpty();
            assertThat(verification.verdicts()).as(path).isNotEmpty();
        }
    }

    /**
     * A mistake in a configuration.
     *
     * @param name what is wrong
     * @param file the host file in which it is
     * @param from what stands there
     * @param to what stands there by mistake
     * @param address what verify is asked about
     * @param id what it finds
     */
    record Mistake(String name, String file, String from, String to, String address, String id) {}

    /** Mistakes that people make with the host. */
    List<Mistake> mistakes() {
        return List.of();
    }

    @Test
    void verifyNamesMistakesInItsConfiguration() throws IOException {
        assumeTrue(!mistakes().isEmpty(), "skipped: nobody edits what this host is given");
        for (Mistake mistake : mistakes()) {
            String right = site.text(mistake.file());
            assertThat(right).as(mistake.name()).contains(mistake.from());
            site.write(mistake.file(), right.replace(mistake.from(), mistake.to()));
            try (RunningServer wrong = start(site)) {
                Verification verification = SiteVerifier.verify(
                                "http://127.0.0.1:" + wrong.port() + mistake.address(),
                                VerifyLimits.DEFAULT,
                                Depth.CLIENTS)
                        .orElseThrow();

                assertThat(verification.findings())
                        .as(mistake.name())
                        .isNotEmpty()
                        .allSatisfy(finding -> assertThat(finding.remedy()).isNotBlank())
                        .extracting(finding -> finding.fault().id())
                        .contains(mistake.id())
                        .isSubsetOf(mistake.id(), "other-type"); // of files that no cluster reads
            } finally {
                site.write(mistake.file(), right);
            }
        }
    }

    /** Clusters pass icons on only with their length (formats.md 5.4). */
    @Test
    void tellsTheLengthOfAnIcon() throws IOException {
        HttpExchange icon = get("/" + ServedSite.ICON, GZIP);

        assertThat(icon.header("Content-Type")).contains("image/svg+xml");
        assumeTrue(leavesTheRestAsItIs(), "skipped: this host compresses icons for who reads gzip");
        assertThat(icon.header("Content-Encoding")).isEmpty();
        assertThat(icon.header("Content-Length")).contains(String.valueOf(site.bytes(ServedSite.ICON).length));
    }

    @Test
    void compressesPagesForBrowsersOnlyWithWhatTheyRead() throws IOException {
        HttpExchange page = get("/" + ServedSite.PAGE, GZIP);

        assertThat(page.decoded()).isEqualTo(site.bytes(ServedSite.PAGE));
        assertThat(type(page)).isEqualTo("text/html;charset=utf-8");
        assumeTrue(leavesTheRestAsItIs(), "skipped: this host compresses pages with br too");
        assertThat(get("/" + ServedSite.PAGE, Map.of("Accept-Encoding", "br")).header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void sendsTheSecurityHeadersWithEveryAnswer() throws IOException {
        for (String path : List.of("/" + ServedSite.PAGE, "/repo", "/repo-up-to-2.2.json", "/SHA256SUMS", "/none")) {
            HttpExchange exchange = get(path, cluster("dcos/2.2"));

            SecurityHeaders.all(OutsideImages.SHOWN)
                    .forEach((name, value) ->
                            assertThat(exchange.header(name)).as(path).contains(value));
        }
    }

    @Test
    void readsNothingButGetAndHead() throws IOException {
        for (String method : List.of("POST", "PUT", "DELETE")) {
            Map<String, String> headers = new LinkedHashMap<>(cluster("dcos/2.2"));
            headers.put("Content-Length", "0");
            assertThat(HttpExchange.of(server.port(), method, "/repo-up-to-2.2.json", headers)
                            .status())
                    .as(method)
                    .isEqualTo(405);
        }
    }

    HttpExchange get(String path, Map<String, String> headers) throws IOException {
        return HttpExchange.of(server.port(), "GET", path, headers);
    }

    /** A page's type may have a blank before its charset; what clusters read may not differ by one character. */
    private static String type(HttpExchange exchange) {
        String type = exchange.header("Content-Type").orElse("");
        return type.startsWith("text/") ? type.replace("; ", ";") : type;
    }

    static Map<String, String> cluster(String dcos) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", NegotiationTable.COSMOS);
        headers.put("Accept-Encoding", "gzip");
        headers.put("User-Agent", "cosmos/0.6.3 " + dcos);
        return headers;
    }

    /** The generated file with other first lines. */
    static String edited(String text, Map<String, String> lines) {
        List<String> edited = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String stripped = line.strip();
            edited.add(lines.containsKey(stripped) ? line.replace(stripped, lines.get(stripped)) : line);
        }
        return String.join("\n", edited);
    }
}
