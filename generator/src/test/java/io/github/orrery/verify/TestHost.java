package io.github.orrery.verify;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.publication.PublicationKeys;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host of a built site on the loopback, at the level of sockets so that it can misbehave in every way. Without
 * mischief it answers as the host files of a site make a real server answer.
 */
final class TestHost implements AutoCloseable {
    /** What this host does with one request in the place of answering it rightly. */
    interface Mischief {
        /** @return whether the request was answered */
        boolean answer(Request request, Socket connection) throws IOException;
    }

    /** A request of a client. */
    record Request(String method, String path, Map<String, String> headers) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** As site.json has them. */
    private record Headers(String type, String cache) {}

    private static final Pattern FILE = Pattern.compile(
            "\\{\"path\":\"([^\"]+)\",\"size\":[0-9]+,\"sha256\":\"[^\"]+\",\"type\":\"([^\"]+)\",\"cache\":\"([^\"]+)\"}");
    private static final Pattern DCOS = Pattern.compile("dcos/([0-9]+\\.[0-9]+)");

    private final Path site;
    private final Map<String, Headers> files = new TreeMap<>();
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "test-host");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Mischief mischief = (request, connection) -> false;

    TestHost(Path site) throws IOException {
        this.site = site;
        Matcher file = FILE.matcher(Files.readString(site.resolve("site.json")));
        while (file.find()) {
            files.put(file.group(1), new Headers(file.group(2), file.group(3)));
        }
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String url(String path) {
        return "http://127.0.0.1:" + listener.getLocalPort() + path;
    }

    /** Misbehaves from now on. */
    void does(Mischief nowDoes) {
        mischief = nowDoes;
    }

    /** The right answer for a request; 404 where there is no such file. */
    Reply right(Request request) throws IOException {
        boolean negotiated = request.path().equals("/repo") || request.path().equals("/repo-1.7");
        String path = negotiated ? negotiate(request) : request.path().substring(1);
        Headers file = files.get(path);
        Reply reply = new Reply();
        if (path.equals("site.json") || path.equals("SHA256SUMS")) {
            return reply.with("Content-Type", "text/plain").body(Files.readAllBytes(site.resolve(path)));
        }
        if (file == null && PublicationKeys.isReserved(path) && Files.isRegularFile(site.resolve(path))) {
            boolean changes = path.equals(PublicationKeys.TIMESTAMP);
            return reply.with("Content-Type", path.endsWith(".json") ? "application/json" : "application/octet-stream")
                    .with("Cache-Control", changes ? "no-cache, max-age=0" : "public, max-age=31536000, immutable")
                    .body(Files.readAllBytes(site.resolve(path)));
        }
        if (file == null) {
            return reply.status(404).with("Content-Type", "text/html").body("<h1>There is no such file</h1>");
        }
        reply.with("Content-Type", file.type()).with("Cache-Control", file.cache());
        if (negotiated) {
            reply.with("Vary", "Accept, User-Agent, Accept-Encoding");
        }
        Path compressed = site.resolve(path + ".gz");
        if (request.header("accept-encoding").contains("gzip") && Files.exists(compressed)) {
            return reply.with("Content-Encoding", "gzip").body(Files.readAllBytes(compressed));
        }
        return reply.body(Files.readAllBytes(site.resolve(path)));
    }

    byte[] plain(String path) throws IOException {
        return Files.readAllBytes(site.resolve(path));
    }

    /** Waits on the connection for about that long, unless the client leaves. */
    static boolean isLeftWithin(Socket connection, int milliseconds) throws IOException {
        connection.setSoTimeout(milliseconds);
        try {
            return connection.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private static String negotiate(Request request) {
        if (!request.header("accept").contains("universe.repo+json")) {
            return request.path().equals("/repo") ? "repo-up-to-1.6.1.zip" : "repo-up-to-1.7.zip";
        }
        Matcher dcos = DCOS.matcher(request.header("user-agent"));
        DcosReleaseVersion version = DcosReleaseVersion.of(dcos.find() ? dcos.group(1) : "2.2");
        return request.path().equals("/repo") ? "repo-up-to-" + version + ".json" : "repo-empty-v3.json";
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Request request = read(new BufferedInputStream(connection.getInputStream()));
            if (request != null && !mischief.answer(request, connection)) {
                right(request)
                        .write(connection.getOutputStream(), !request.method().equals("HEAD"));
            }
        } catch (IOException e) {
            // The client left: what it thinks of that is what the test asks.
        }
    }

    private static Request read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0 || (head.length() == 0 && (b < 'A' || b > 'Z'))) {
                return null; // no HTTP
            }
            head.append((char) b);
        }
        String[] lines = head.toString().split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        String[] words = lines[0].split(" ");
        return new Request(words[0], words[1], headers);
    }
}
