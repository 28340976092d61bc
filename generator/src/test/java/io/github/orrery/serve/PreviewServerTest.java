package io.github.orrery.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.model.Negotiation;
import io.github.orrery.site.Family;
import io.github.orrery.site.OutsideImages;
import io.github.orrery.site.SecurityHeaders;
import io.github.orrery.site.SiteFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What strangers may send to a preview: bytes written into sockets, as no client library would send them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PreviewServerTest {
    private static final int LARGE = 64 * 1024 * 1024;
    private static final ServeLimits SMALL =
            new ServeLimits(4, 2000, 20, Duration.ofSeconds(20), Duration.ofMillis(300), Duration.ofMillis(400));

    private final List<RuntimeException> bugs = new ArrayList<>();
    private PreviewServer server;

    @BeforeEach
    void listen() throws IOException {
        listen(PreviewMode.AS_A_HOST);
    }

    private void listen(PreviewMode mode) throws IOException {
        PreviewFile page = new PreviewFile(
                SiteFile.page("index.html", SiteFile.HTML, Family.CATALOGUE),
                new PreviewContent(List.of("<p>The page.</p>".getBytes(StandardCharsets.US_ASCII))));
        PreviewFile large = new PreviewFile(
                SiteFile.page("large.zip", SiteFile.ZIP, Family.ARCHIVES),
                new PreviewContent(List.of(new byte[LARGE])));
        server = PreviewServer.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new PreviewRules(
                        new Negotiation(List.of(), List.of(), null),
                        Map.of(),
                        "index.html",
                        "404.html",
                        SecurityHeaders.all(OutsideImages.SHOWN)),
                mode,
                List.of("preview.example"),
                SMALL,
                InstantSource.system(),
                bugs::add);
        PreviewFile unmade = new PreviewFile(
                SiteFile.page("unmade.html", SiteFile.HTML, Family.CATALOGUE), PreviewContent.later(() -> {
                    throw new IllegalStateException("no such page");
                }));
        PreviewSite site = new PreviewSite(Map.of("index.html", page, "large.zip", large, "unmade.html", unmade), 0);
        server.show(new PreviewState("1", site, List.of()));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        assertThat(bugs).isEmpty();
    }

    @Test
    void aPageThatCannotBeMadeWaitsForTheNextState() throws IOException {
        server.close();
        listen(PreviewMode.FOLLOWING);

        String answer = sent("GET /unmade.html HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 503 ")
                .contains("This page cannot be made.", "<script src=\"/.orrery/reload.js\" data-state=\"1\"");
        assertThat(sent("GET /unmade.html HTTP/1.1\r\nHost: localhost\r\n\r\n")).endsWith("built yet.\n");
        assertThat(bugs).hasSize(2).allMatch(bug -> bug instanceof UnmadeException);
        bugs.clear();
    }

    @Test
    void aFileThatCannotBeMadeIsABugWhereNothingFollows() throws IOException {
        assertThat(sent("GET /unmade.html HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 500 ");
        assertThat(bugs).hasSize(1);
        bugs.clear();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/1.1~Host: localhost~~                       | 200",
                "GET / HTTP/1.0~~                                       | 200",
                "GET http://127.0.0.1/ HTTP/1.1~Host: evil.example~~    | 200",
                "GET http://evil.example/ HTTP/1.1~Host: localhost~~    | 421",
                "GET / HTTP/1.1~Host: evil.example~~                    | 421",
                "GET / HTTP/1.1~Host: evil.example:8080~~               | 421",
                "GET / HTTP/1.1~Host: 127.0.0.1.evil.example~~          | 421",
                "GET / HTTP/1.1~Host: PREVIEW.example:80~~              | 200",
                "GET / HTTP/1.1~Host: [::1]:80~~                        | 200",
                "GET / HTTP/1.1~Host: 192.0.2.7~~                       | 200",
                "GET / HTTP/1.1~~                                       | 400",
                "GET / HTTP/1.1~Host: localhost~Host: localhost~~       | 400",
                "GET / HTTP/2.0~Host: localhost~~                       | 505",
                "GET /~~                                                | 400",
                "GET  / HTTP/1.1~Host: localhost~~                      | 400",
                "GET / HTTP/1.1~Host : localhost~~                      | 400",
                "GET / HTTP/1.1~Host: localhost~ folded~~               | 400",
                "GET /../index.html HTTP/1.1~Host: localhost~~          | 404",
                "GET /%2e%2e%2findex.html HTTP/1.1~Host: localhost~~    | 404",
                "GET /%2e%2e%5cindex.html HTTP/1.1~Host: localhost~~    | 404",
                "GET /%00 HTTP/1.1~Host: localhost~~                    | 400",
                "GET /% HTTP/1.1~Host: localhost~~                      | 400",
                "GET /%zz HTTP/1.1~Host: localhost~~                    | 400",
                "GET index.html HTTP/1.1~Host: localhost~~              | 400",
                "OPTIONS * HTTP/1.1~Host: localhost~~                   | 204",
                "POST / HTTP/1.1~Host: localhost~Content-Length: 3~~abc | 405",
                "TRACE / HTTP/1.1~Host: localhost~~                     | 405",
                "get / HTTP/1.1~Host: localhost~~                       | 405",
            })
    void answersWhatIsNoOrdinaryRequest(String request, int status) throws IOException {
        String answer = sent(request.replace("~", "\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer)
                .contains("\r\nX-Content-Type-Options: nosniff\r\n")
                .doesNotContain("Exception")
                .doesNotContain("Access-Control");
    }

    @Test
    void takesNoEndlessHeaders() throws IOException {
        assertThat(sent("GET /" + "a".repeat(64_000))).startsWith("HTTP/1.1 414 ");
        assertThat(sent("GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + "a".repeat(64_000)))
                .startsWith("HTTP/1.1 431 ");
        assertThat(sent("GET / HTTP/1.1\r\nHost: localhost\r\n" + "A: b\r\n".repeat(21)))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void cutsOffWhoSendsTooSlowly() throws IOException {
        try (Socket socket = connected("GET / HTTP/1.1\r\nHost: loc")) {
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void cutsOffWhoTakesNothing() throws IOException {
        try (Socket socket = connected("GET /large.zip HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            awaitClosedByServer();
            assertThat(socket.getInputStream().readAllBytes().length).isLessThan(LARGE);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @Test
    void turnsAwayOneConnectionTooMany() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < SMALL.connections(); i++) {
                Socket socket = connected("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                open.add(socket);
            }
            assertThat(sent("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 503 ");
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void answersSeveralRequestsOfAConnectionInTheirOrder() throws IOException {
        String first = "GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String last = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

        String answers = sent(first + last);

        assertThat(answers)
                .startsWith("HTTP/1.1 404 ")
                .contains("HTTP/1.1 200 OK\r\n")
                .endsWith("<p>The page.</p>");
    }

    /** Whether the server has let go of the one connection that stalls: then all places are free again. */
    private void awaitClosedByServer() throws IOException {
        boolean free = false;
        while (!free) {
            List<Socket> others = new ArrayList<>();
            free = true;
            for (int i = 0; i < SMALL.connections(); i++) {
                Socket socket = connected("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
                others.add(socket);
                byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
                free &= new String(line, StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
            }
            for (Socket socket : others) {
                socket.close();
            }
        }
    }

    private Socket connected(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** What comes back for a request after which the client sends nothing more. */
    private String sent(String request) throws IOException {
        try (Socket socket = connected(request)) {
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
