package io.github.orrery.icons;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that says to each path what it is told to, to the byte, and then hangs up or waits. */
final class IconServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final Map<String, Boolean> waiting = new ConcurrentHashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    IconServer() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        threads.execute(this::accept);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Answers with status 200 and its length. */
    String serves(String path, byte[] content) {
        return says(path, "HTTP/1.1 200 OK\r\nContent-Length: " + content.length + "\r\n\r\n", content);
    }

    String redirects(String path, String location) {
        return says(path, "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n", new byte[0]);
    }

    String says(String path, String head, byte[] content) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        answer.writeBytes(content);
        answers.put(path, answer.toByteArray());
        return url(path);
    }

    /** Says this much and never more, without hanging up. */
    String stalls(String path, String head) {
        waiting.put(path, true);
        return says(path, head, new byte[0]);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> answer(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                request.append((char) client.getInputStream().read());
            }
            String path = request.substring(4, request.indexOf(" ", 4));
            asked.add(path);
            OutputStream out = client.getOutputStream();
            out.write(answers.getOrDefault(path, "HTTP/1.1 404 Not Found\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            out.flush();
            if (waiting.containsKey(path)) {
                // Until the client hangs up.
                client.getInputStream().readAllBytes();
            }
        } catch (IOException e) {
            // The client hung up, as it should where it has read enough.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
