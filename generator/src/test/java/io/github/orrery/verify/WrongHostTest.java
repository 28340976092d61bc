package io.github.orrery.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.BuiltSite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hosts that serve our own Universe wrongly, each in a way of its own; and one that serves it rightly. */
class WrongHostTest {
    private static final String INDEX = "/repo-up-to-1.13.json";
    private static final String TYPE = "application/vnd.dcos.universe.repo+json";
    private static final String SEND_TYPE =
            "send \"Content-Type: " + TYPE + ";charset=utf-8;version=v5\"; the host files of the site do so";
    private static final VerifyLimits PATIENT = new VerifyLimits(
            8 << 20, 20, 16 << 10, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));

    @TempDir
    private static Path directory;

    private static TestHost host;

    @BeforeAll
    static void build() throws IOException {
        BuiltSite.of(Path.of("..", "repo"), directory.resolve("site"));
        host = new TestHost(directory.resolve("site"));
    }

    @AfterAll
    static void close() throws IOException {
        host.close();
    }

    /**
     * A wrong host, and what is said of it.
     *
     * @param name what is wrong
     * @param target the path that is verified
     * @param mischief what it does
     * @param id the fault
     * @param message begin or part of the message
     * @param remedy begin or part of the remedy
     */
    record Wrong(
            String name,
            String target,
            TestHost.Mischief mischief,
            VerifyLimits limits,
            String id,
            String message,
            String remedy) {
        Wrong within(VerifyLimits given) {
            return new Wrong(name, target, mischief, given, id, message, remedy);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource({"types", "encodings", "transport", "bodies", "packages", "archives", "sites"})
    void isNamedWithItsRemedy(Wrong wrong) throws IOException {
        host.does(wrong.mischief());

        Verification verification = SiteVerifier.verify(host.url(wrong.target()), wrong.limits(), Depth.CLIENTS)
                .orElseThrow();

        assertThat(verification.findings())
                .extracting(finding -> finding.fault().id())
                .containsOnly(wrong.id());
        assertThat(verification.findings()).anySatisfy(finding -> {
            assertThat(finding.message()).contains(wrong.message());
            assertThat(finding.remedy()).contains(wrong.remedy());
        });
        boolean refused = Fault.valueOf(wrong.id().toUpperCase(Locale.ROOT).replace('-', '_'))
                        .gravity()
                == Gravity.REFUSED;
        assertThat(verification.verdicts().stream().anyMatch(verdict -> !verdict.isUsable()))
                .as("some client cannot use it")
                .isEqualTo(refused);
    }

    @Test
    void thereAreFortyOfThemAndMore() {
        List<Wrong> all = Stream.of(types(), encodings(), transport(), bodies(), packages(), archives(), sites())
                .flatMap(hosts -> hosts)
                .toList();

        assertThat(all).hasSizeGreaterThanOrEqualTo(40);
        assertThat(all).extracting(Wrong::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rightTargets")
    void aRightHostIsLeftAtPeace(String target) throws IOException {
        host.does((request, connection) -> false);

        Verification verification = SiteVerifier.verify(host.url(target), VerifyLimits.DEFAULT, Depth.EVERYTHING)
                .orElseThrow();

        assertThat(verification.findings()).isEmpty();
        assertThat(verification.verdicts()).isNotEmpty().allMatch(Verdict::isUsable);
    }

    static Stream<String> rightTargets() {
        return Stream.of("/", "/packages.html", INDEX, "/repo-up-to-1.7.zip", "/packages.zip", "/repo");
    }

    @Test
    void aRightHostServesEveryVersionAndTheOldCommandLine() throws IOException {
        host.does((request, connection) -> false);

        Verification verification = SiteVerifier.verify(host.url("/"), VerifyLimits.DEFAULT, Depth.CLIENTS)
                .orElseThrow();

        assertThat(verification.verdicts())
                .extracting(Verdict::client)
                .containsExactly(
                        "DC/OS 1.6.1",
                        "DC/OS 1.7",
                        "DC/OS 1.8",
                        "DC/OS 1.9",
                        "DC/OS 1.10",
                        "DC/OS 1.11",
                        "DC/OS 1.12",
                        "DC/OS 1.13",
                        "DC/OS 2.0",
                        "DC/OS 2.1",
                        "DC/OS 2.2",
                        "command line 0.1 to 0.3");
    }

    @ParameterizedTest
    @MethodSource("acceptedTypes")
    void whatClustersAcceptIsRight(String type) throws IOException {
        host.does(spoil(INDEX, reply -> reply.with("Content-Type", type)));

        assertThat(SiteVerifier.verify(host.url(INDEX), PATIENT, Depth.CLIENTS)
                        .orElseThrow()
                        .findings())
                .isEmpty();
    }

    static Stream<String> acceptedTypes() {
        return Stream.of(
                TYPE,
                TYPE + ";charset=utf-8",
                TYPE + "; charset=utf-8 ; version=v3",
                TYPE + ";version=v4;charset=UTF-8",
                "APPLICATION/VND.dcos.universe.repo+JSON;CHARSET=\"UTF-8\";VERSION=v5");
    }

    @ParameterizedTest
    @MethodSource("followedRedirects")
    void redirectsWithinAServerAreFollowedAsJavaDoes(int status) throws IOException {
        host.does((request, connection) -> {
            if (!request.path().equals("/moved.json")) {
                return false;
            }
            new Reply().status(status).with("Location", INDEX).body("").write(connection.getOutputStream(), true);
            return true;
        });

        assertThat(
                        SiteVerifier.verify(host.url("/moved.json"), PATIENT, Depth.CLIENTS)
                                .orElseThrow()
                                .findings()
                                .stream()
                                .filter(finding -> finding.clients().contains("DC/OS 1.13")))
                .isEmpty();
    }

    static Stream<Integer> followedRedirects() {
        return Stream.of(301, 302, 303, 307);
    }

    @Test
    void asksAsEachClientDoes() throws IOException {
        List<String> asked = new ArrayList<>();
        host.does((request, connection) -> {
            synchronized (asked) {
                asked.add(request.path() + " " + request.header("user-agent") + " " + request.header("accept-encoding")
                        + " " + request.header("accept"));
            }
            return false;
        });
        String v = TYPE + ";charset=utf-8;version=v";

        assertThat(SiteVerifier.verify(host.url("/"), PATIENT, Depth.CLIENTS)).isPresent();

        assertThat(asked)
                .contains(
                        "/repo-up-to-1.13.json cosmos/0.6.3 dcos/1.13 gzip " + v + "5," + v + "4," + v + "3",
                        "/repo-up-to-1.11.json cosmos/0.4.4 dcos/1.11 gzip " + v + "4," + v + "3",
                        "/repo-up-to-1.9.json cosmos/0.3.1 dcos/1.9 gzip " + v + "3",
                        "/repo-up-to-1.7.zip Java/1.8.0_77  text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                        "/packages.zip python-requests/2.6.0 gzip, deflate */*");
    }

    static Stream<Wrong> types() {
        return Stream.of(
                type("application/json", "type", "is served as \"application/json\""),
                type("text/plain", "type", "expected " + TYPE),
                type("application/octet-stream", "type", "expected " + TYPE),
                type("application/vnd.dcos.universe.repo", "type", "expected " + TYPE),
                type("application/zip", "type", "expected " + TYPE),
                type(TYPE + ";charset=utf-8;version=V5", "type-version", "with a small v"),
                type(TYPE + ";charset=utf-8;version=v6", "type-version", "expected version=v3, v4 or v5"),
                type(TYPE + ";charset=utf-8;version=v5;boundary=x", "type-parameter", "no parameter \"boundary\""),
                type(TYPE + ";charset=iso-8859-1;version=v5", "type-charset", "expected charset=utf-8"),
                type(TYPE + ";charset=utf-8;", "type-syntax", "cannot be parsed"),
                type(TYPE + ";charset = utf-8", "type-syntax", "no blanks around \"=\""),
                type("nonsense", "type-syntax", "cannot be parsed"),
                index(
                        "no Content-Type",
                        r -> r.without("Content-Type"),
                        "type-missing",
                        "has no Content-Type",
                        SEND_TYPE),
                index(
                        "two Content-Types",
                        r -> r.and("Content-Type", "application/json"),
                        "type-repeated",
                        "has 2 Content-Type headers",
                        SEND_TYPE),
                index(
                        "GitHub Pages",
                        r -> r.with("Content-Type", "application/json; charset=utf-8")
                                .with("Server", "GitHub.com"),
                        "type",
                        "is served as",
                        "GitHub Pages cannot, so serve the indexes from a host that can set headers"),
                new Wrong(
                        "v5 on the index of 1.10",
                        "/repo-up-to-1.10.json",
                        spoil("/repo-up-to-1.10.json", r -> r.with("Content-Type", TYPE + ";charset=utf-8;version=v5")),
                        PATIENT,
                        "type-too-new",
                        "expected at most version=v4",
                        "version=v4"));
    }

    static Stream<Wrong> encodings() {
        String small = "expected \"gzip\" in small letters, or no such header";
        return Stream.of(
                index(
                        "GZIP",
                        r -> r.with("Content-Encoding", "GZIP"),
                        "encoding",
                        small,
                        "send \"Content-Encoding: gzip\""),
                index(
                        "x-gzip",
                        r -> r.with("Content-Encoding", "x-gzip"),
                        "encoding",
                        small,
                        "send \"Content-Encoding: gzip\""),
                index(
                        "gzip twice",
                        r -> r.and("Content-Encoding", "gzip"),
                        "encoding",
                        "\"gzip, gzip\"",
                        "send \"Content-Encoding: gzip\""),
                plain(
                        "identity",
                        (r, b) -> r.with("Content-Encoding", "identity"),
                        "encoding",
                        small,
                        "send no Content-Encoding"),
                plain(
                        "br",
                        (r, b) -> r.with("Content-Encoding", "br"),
                        "encoding",
                        "\"br\"",
                        "send no Content-Encoding"),
                index(
                        "gzip without a header",
                        r -> r.without("Content-Encoding"),
                        "encoding-unsaid",
                        "is compressed with gzip, but no header says so",
                        "send \"Content-Encoding: gzip\""),
                plain(
                        "a gzip header over plain bytes",
                        (r, b) -> r.with("Content-Encoding", "gzip"),
                        "encoding-untrue",
                        "what comes is not gzip",
                        "send no Content-Encoding header with the plain file, or send its .gz"),
                index(
                        "damaged gzip",
                        r -> r.body(flipped(r.body())),
                        "gzip-damaged",
                        "the gzip stream",
                        "make the compressed file anew"),
                index(
                        "gzip with something after it",
                        r -> r.body(joined(r.body(), new byte[] {1, 2, 3})),
                        "gzip-damaged",
                        "goes on after its end",
                        "as one gzip stream"),
                index(
                        "a gzip bomb",
                        r -> r.body(Reply.gzip(new byte[6 << 20])),
                        "bomb",
                        "grows to more than 20 times its size",
                        "serve the .gz file that was built"),
                plain(
                        "no compression",
                        (r, b) -> r,
                        "not-compressed",
                        "though the cluster takes gzip",
                        "send the .gz beside the file"));
    }

    static Stream<Wrong> transport() {
        VerifyLimits hasty = new VerifyLimits(
                8 << 20, 20, 16 << 10, Duration.ofSeconds(20), Duration.ofMillis(400), Duration.ofSeconds(20));
        VerifyLimits busy = new VerifyLimits(
                8 << 20, 20, 16 << 10, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(700));
        return Stream.of(
                redirect("308", 308, INDEX + "?moved", "redirect-308", "status 308", "redirect with 301 or 302"),
                redirect(
                        "another scheme",
                        301,
                        "https://127.0.0.1/x.json",
                        "redirect-scheme",
                        "from http to \"https://127.0.0.1/x.json\"",
                        "give clusters the final address, https://127.0.0.1/x.json"),
                redirect(
                        "a file",
                        302,
                        "file:///etc/passwd",
                        "redirect-target",
                        "expected an http or https",
                        "redirect to a whole"),
                redirect(
                        "no address", 302, "http://[", "redirect-target", "which is no address", "redirect to a whole"),
                redirect(
                        "a circle",
                        302,
                        INDEX,
                        "redirect-loop",
                        "redirects in a circle",
                        "serve the file at this address"),
                wrong(
                        "more than 20 redirects",
                        (request, connection) -> request.path().startsWith(INDEX)
                                && sent(
                                        new Reply()
                                                .status(302)
                                                .with("Location", request.path() + "x")
                                                .body(""),
                                        connection),
                        "redirect-count",
                        "more than 20 times",
                        "give clusters the final address"),
                index("a redirect to nowhere", r -> r.status(302), "status", "status 302", "or a Location"),
                index(
                        "404",
                        r -> r.status(404),
                        "status",
                        "status 404, expected 200",
                        "publish the file at this address"),
                index("403", r -> r.status(403), "status", "status 403", "clusters send no credentials"),
                index("500", r -> r.status(500), "status", "status 500", "look into the server's log"),
                index("206", r -> r.status(206), "status", "status 206", "with status 200"),
                index(
                        "huge headers",
                        r -> r.with("X-Much", "x".repeat(20_000)),
                        "headers-too-long",
                        "expected at most 16384",
                        "send fewer or shorter headers"),
                index(
                        "a Content-Length that is too great",
                        r -> r.with("Content-Length", Integer.toString(r.body().length + 100)),
                        "truncated",
                        "breaks off after",
                        "send as many bytes as Content-Length says"),
                plain(
                        "a Content-Length that is too small",
                        (r, b) -> r.with("Content-Length", "2000"),
                        "json",
                        "the text ends within a value",
                        "upload the file again"),
                wrong(
                        "a chunk that does not end",
                        at(INDEX, (reply, connection) -> {
                            OutputStream out = connection.getOutputStream();
                            reply.without("Content-Length")
                                    .with("Transfer-Encoding", "chunked")
                                    .writeHead(out);
                            out.write("100\r\n{\"packages\"".getBytes(US_ASCII));
                            out.flush();
                        }),
                        "truncated",
                        "breaks off after",
                        "end the last chunk"),
                wrong(
                        "an endless body",
                        at(INDEX, (reply, connection) -> {
                            OutputStream out = connection.getOutputStream();
                            reply.without("Content-Length")
                                    .without("Content-Encoding")
                                    .writeHead(out);
                            out.write("{\"packages\": [".getBytes(US_ASCII));
                            byte[] blanks = new byte[64 * 1024];
                            Arrays.fill(blanks, (byte) ' ');
                            while (true) {
                                out.write(blanks); // until the client leaves
                            }
                        }),
                        "too-long",
                        "is longer than 8388608 bytes",
                        "serve the file that was built"),
                endless("revisions", "{\"packages\": [", "1,", "too-long", "holds more than 100000 revisions"),
                endless("text", "{\"packages\": [\"", "x", "json", "holds a value of more than 16777216 characters"),
                wrong(
                                "a stall before the headers",
                                at(INDEX, (reply, connection) -> TestHost.isLeftWithin(connection, 10_000)),
                                "stalled",
                                "is not answered within 400 ms",
                                "look at the server")
                        .within(hasty),
                wrong(
                                "a stall after the headers",
                                at(INDEX, (reply, connection) -> {
                                    reply.writeHead(connection.getOutputStream());
                                    TestHost.isLeftWithin(connection, 10_000);
                                }),
                                "stalled",
                                "nothing came for 400 ms after 0 bytes",
                                "look at the server")
                        .within(hasty),
                wrong(
                                "a slow drip",
                                at(INDEX, (reply, connection) -> {
                                    reply.writeHead(connection.getOutputStream());
                                    for (byte b : reply.body()) {
                                        connection.getOutputStream().write(b);
                                        connection.getOutputStream().flush();
                                        if (TestHost.isLeftWithin(connection, 20)) {
                                            return;
                                        }
                                    }
                                }),
                                "too-slow",
                                "is not there after 700 ms",
                                "look at the server or its connection")
                        .within(busy),
                wrong(
                        "a connection that breaks",
                        (request, connection) -> request.path().equals(INDEX),
                        "no-answer",
                        "is not answered with HTTP",
                        "look at the server"));
    }

    static Stream<Wrong> bodies() {
        return Stream.of(
                plain(
                        "an HTML page",
                        (r, b) -> r.body("\n<!DOCTYPE html><p>Welcome"),
                        "html-page",
                        "is an HTML page",
                        "answer 404"),
                plain("an empty body", (r, b) -> r.body(""), "empty", "the body is empty", "upload the file again"),
                plain(
                        "a byte-order mark",
                        (r, b) -> r.body(joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, b)),
                        "byte-order-mark",
                        "begins with a byte-order mark",
                        "store the file without the mark"),
                small("no JSON", "{\"packages\": [}", "json", "not JSON", "upload the file again"),
                small("a list", "[]", "json", "is no JSON object", "upload the file again"),
                small("no packages", "{\"package\": []}", "json", "has no array \"packages\"", "upload the file again"),
                small(
                        "text after the end",
                        "{\"packages\": []}{}",
                        "json",
                        "text after the end",
                        "upload the file again"),
                plain(
                        "no UTF-8",
                        (r, b) -> r.body(joined(b, new byte[] {(byte) 0xE4})),
                        "json",
                        "is not UTF-8",
                        "upload the file again"));
    }

    static Stream<Wrong> packages() {
        return Stream.of(
                item("no tags", "\"tags\":", "\"flags\":", "/tags is missing, expected a list"),
                item(
                        "a tag with a blank",
                        "\"tags\":[\"batch\"",
                        "\"tags\":[\"ba tch\"",
                        "expected a string without blanks"),
                item("no packagingVersion", "{\"packagingVersion\"", "{\"version0\"", "/packagingVersion is missing"),
                item(
                        "packaging version 6.0",
                        "\"packagingVersion\":\"3.0\"",
                        "\"packagingVersion\":\"6.0\"",
                        "is \"6.0\""),
                item(
                        "a version that is a number",
                        "\"version\":\"1.0.4\"",
                        "\"version\":1",
                        "/version is 1, expected a string"),
                item("a negative revision", "\"releaseVersion\":0", "\"releaseVersion\":-1", "/releaseVersion is -1"),
                item(
                        "an undotted minimum",
                        "\"minDcosReleaseVersion\":\"1.7\"",
                        "\"minDcosReleaseVersion\":\"one\"",
                        "expected dotted numbers"),
                item(
                        "a template on two lines",
                        "\"v2AppMustacheTemplate\":\"",
                        "\"v2AppMustacheTemplate\":\"e30=\\n",
                        "expected base64 on one line"),
                item(
                        "a licence without address",
                        "\"url\":\"https://opensource",
                        "\"uri\":\"https://opensource",
                        "/licenses/0/url is missing"));
    }

    static Stream<Wrong> archives() {
        String zip = "/repo-up-to-1.7.zip";
        String scripts = "/packages.zip";
        return Stream.of(
                file(
                        "a zip with a charset",
                        zip,
                        r -> r.with("Content-Type", "application/zip;charset=utf-8"),
                        "zip-type",
                        "without a parameter",
                        "send \"Content-Type: application/zip\""),
                file(
                        "a zip without a type",
                        zip,
                        r -> r.without("Content-Type"),
                        "zip-type",
                        "has no Content-Type",
                        "send \"Content-Type: application/zip\""),
                file(
                        "a compressed zip",
                        zip,
                        r -> r.with("Content-Encoding", "gzip").body(Reply.gzip(r.body())),
                        "zip-encoding",
                        "expected none",
                        "send the zip as it is"),
                file(
                        "a zip that is cut off",
                        zip,
                        r -> r.body(Arrays.copyOf(r.body(), r.body().length / 2)),
                        "zip",
                        "",
                        "publish the zip that orrery build makes"),
                file(
                        "no zip",
                        zip,
                        r -> r.body("Welcome"),
                        "zip",
                        "is no zip",
                        "publish the zip that orrery build makes"),
                file(
                        "a zip without directories",
                        zip,
                        r -> r.body(zip(false, "2.0.0")),
                        "zip",
                        "lacks an entry for a directory",
                        "publish the zip"),
                file(
                        "a zip of format 3",
                        zip,
                        r -> r.body(zip(true, "3.0.0")),
                        "zip",
                        "says version \"3.0.0\", expected 2.x",
                        "publish the zip"),
                file(
                        "a zip without scripts",
                        scripts,
                        r -> r.body(zip(true, "2.0.0")),
                        "zip-scripts",
                        "has no directory scripts/",
                        "publish the packages.zip"));
    }

    static Stream<Wrong> sites() {
        return Stream.of(
                site(
                        "no site.json",
                        missing("/site.json"),
                        "manifest",
                        "is answered with status 404",
                        "with site.json"),
                site(
                        "no SHA256SUMS",
                        missing("/SHA256SUMS"),
                        "manifest",
                        "is answered with status 404",
                        "with SHA256SUMS"),
                site(
                        "stale sums",
                        spoil(
                                "/SHA256SUMS",
                                r -> r.body(new String(r.body(), US_ASCII).replaceFirst("^[0-9a-f]{4}", "0000"))),
                        "manifest",
                        "has other sums than SHA256SUMS",
                        "publish it whole"),
                index(
                        "a stale index",
                        r -> r.body(Reply.gzip("{\"packages\":[]}".getBytes(US_ASCII))),
                        "sum",
                        "is not what SHA256SUMS says",
                        "empty caches in between"),
                index(
                        "a swapped index",
                        r -> r.body(read("repo-up-to-1.8.json.gz")),
                        "swapped",
                        "is the content of repo-up-to-1.8.json, expected that of repo-up-to-1.13.json",
                        "each file under its own name"),
                site(
                        "a missing shard",
                        missing("/1.13/package/brindle.json"),
                        "shard",
                        "is answered with status 404",
                        "publish the site whole"),
                site(
                        "a missing page",
                        missing("/packages.html"),
                        "missing-file",
                        "is answered with status 404",
                        "publish the site whole"),
                site(
                        "a page of another length",
                        spoil("/index.html", r -> r.body("Welcome")),
                        "size",
                        "has 7 bytes, expected",
                        "empty caches"),
                site(
                        "scripts as text",
                        spoil("/meta/index.json", r -> r.with("Content-Type", "text/plain")),
                        "other-type",
                        "is served as \"text/plain\"",
                        "send \"Content-Type: application/json\""),
                site(
                        "archives that are decompressed on the way",
                        spoil("/packages.tgz", r -> r.with("Content-Encoding", "x-gzip")),
                        "archive-encoding",
                        "\"x-gzip\", expected none",
                        "without Content-Encoding"),
                index(
                        "no Cache-Control",
                        r -> r.without("Cache-Control"),
                        "cache-unsaid",
                        "has no Cache-Control",
                        "send \"Cache-Control: public, max-age=60"),
                index(
                        "an immutable index",
                        r -> r.with("Cache-Control", "public, max-age=31536000, immutable"),
                        "cache-too-long",
                        "an index changes",
                        "send \"Cache-Control: public, max-age=60"),
                new Wrong(
                        "no Vary",
                        "/repo",
                        spoil("/repo", r -> r.without("Vary")),
                        PATIENT,
                        "vary",
                        "does not say so",
                        "send \"Vary: Accept, User-Agent, Accept-Encoding\""));
    }

    // ---- how hosts go wrong

    private interface Answer {
        void send(Reply right, Socket connection) throws IOException;
    }

    private interface Change {
        Reply of(Reply right, byte[] plain);
    }

    private static Wrong wrong(String name, TestHost.Mischief mischief, String id, String message, String remedy) {
        return new Wrong(name, INDEX, mischief, PATIENT, id, message, remedy);
    }

    /** A wrong answer for one path. */
    private static TestHost.Mischief at(String path, Answer answer) {
        return (request, connection) -> {
            if (!request.path().equals(path)) {
                return false;
            }
            answer.send(host.right(request), connection);
            return true;
        };
    }

    /** The right answer for one path, changed. */
    private static TestHost.Mischief spoil(String path, UnaryOperator<Reply> change) {
        return (request, connection) -> {
            if (!request.path().equals(path)) {
                return false;
            }
            boolean withBody = !request.method().equals("HEAD");
            change.apply(host.right(request)).write(connection.getOutputStream(), withBody);
            return true;
        };
    }

    private static TestHost.Mischief missing(String path) {
        return spoil(path, r -> new Reply().status(404).body("There is no such file"));
    }

    /** A compressed body that begins rightly and goes on for ever. */
    private static Wrong endless(String of, String begin, String more, String id, String message) {
        return wrong(
                        "endless " + of,
                        at(INDEX, (reply, connection) -> {
                            reply.without("Content-Length").writeHead(connection.getOutputStream());
                            byte[] block = more.repeat(32 * 1024).getBytes(US_ASCII);
                            try (GZIPOutputStream out = new GZIPOutputStream(connection.getOutputStream())) {
                                out.write(begin.getBytes(US_ASCII));
                                for (int i = 0; i < 1000; i++) {
                                    out.write(block);
                                }
                            }
                        }),
                        id,
                        message,
                        "")
                .within(new VerifyLimits(
                        512 << 20,
                        100_000,
                        16 << 10,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20)));
    }

    private static boolean sent(Reply reply, Socket connection) throws IOException {
        reply.write(connection.getOutputStream(), true);
        return true;
    }

    private static Wrong index(String name, UnaryOperator<Reply> change, String id, String message, String remedy) {
        return wrong(name, spoil(INDEX, change), id, message, remedy);
    }

    private static Wrong file(
            String name, String path, UnaryOperator<Reply> change, String id, String message, String remedy) {
        return new Wrong(name, path, spoil(path, change), PATIENT, id, message, remedy);
    }

    private static Wrong site(String name, TestHost.Mischief mischief, String id, String message, String remedy) {
        return new Wrong(name, "/", mischief, PATIENT, id, message, remedy);
    }

    private static Wrong type(String type, String id, String message) {
        return index("the type " + type, r -> r.with("Content-Type", type), id, message, SEND_TYPE);
    }

    /** The index as plain text, changed. */
    private static Wrong plain(String name, Change change, String id, String message, String remedy) {
        return index(
                name,
                r -> {
                    byte[] plain = read(INDEX.substring(1));
                    return change.of(r.without("Content-Encoding").body(plain), plain);
                },
                id,
                message,
                remedy);
    }

    private static Wrong small(String name, String body, String id, String message, String remedy) {
        return plain(name, (r, b) -> r.body(body), id, message, remedy);
    }

    private static Wrong redirect(String name, int status, String location, String id, String message, String remedy) {
        return wrong(
                "a redirect: " + name,
                (request, connection) -> request.path().equals(INDEX)
                        && sent(
                                new Reply()
                                        .status(status)
                                        .with("Location", location)
                                        .body(""),
                                connection),
                id,
                message,
                remedy);
    }

    /** The first package of the index, changed so that a cluster cannot decode it. */
    private static Wrong item(String name, String from, String to, String message) {
        return index(
                "a package with " + name,
                r -> {
                    String text = new String(read(INDEX.substring(1)), US_ASCII);
                    int at = text.indexOf(from);
                    assertThat(at).isNotNegative();
                    String changed = text.substring(0, at) + to + text.substring(at + from.length());
                    return r.body(Reply.gzip(changed.getBytes(US_ASCII)));
                },
                "package",
                message,
                "a cluster drops the whole repository for one package");
    }

    private static byte[] zip(boolean withDirectories, String version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            if (withDirectories) {
                for (String folder :
                        List.of("universe/", "universe/repo/", "universe/repo/meta/", "universe/repo/packages/")) {
                    zip.putNextEntry(new ZipEntry(folder));
                }
            }
            for (String file : List.of("index", "version")) {
                zip.putNextEntry(new ZipEntry("universe/repo/meta/" + file + ".json"));
                zip.write(("{\"version\": \"" + version + "\", \"packages\": []}").getBytes(US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] read(String path) {
        try {
            return host.plain(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        flipped[flipped.length - 6] ^= 1; // in the sum at the end
        return flipped;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
