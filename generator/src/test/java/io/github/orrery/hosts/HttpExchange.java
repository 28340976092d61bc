package io.github.orrery.hosts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * One request over a socket of its own and what came back, byte for byte: no library between that would tidy a path,
 * follow a redirect or decompress.
 */
final class HttpExchange {
    private final int status;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;

    private HttpExchange(int status, List<Map.Entry<String, String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static HttpExchange of(int port, String method, String path, Map<String, String> headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        request.append("Host: 127.0.0.1:").append(port).append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            return parse(socket.getInputStream().readAllBytes(), method.equals("HEAD"));
        }
    }

    int status() {
        return status;
    }

    /** The bytes as sent, without the chunks that carried them. */
    byte[] body() {
        return body;
    }

    /** The value of a header that comes at most once. */
    Optional<String> header(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new AssertionError(name + " came more than once: " + values);
        }
        return values.stream().findFirst();
    }

    /** The members of a header that is a list, in lower case, over all its lines. */
    List<String> members(String name) {
        return all(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(member -> member.strip().toLowerCase(Locale.ROOT))
                .filter(member -> !member.isEmpty())
                .toList();
    }

    /** The body as the client reads it. */
    byte[] decoded() throws IOException {
        if (header("Content-Encoding").isEmpty()) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }

    @Override
    public String toString() {
        return status + " " + headers + ", " + body.length + " bytes";
    }

    private List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static HttpExchange parse(byte[] answer, boolean head) throws IOException {
        int end = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("no answer: " + new String(answer, StandardCharsets.ISO_8859_1));
        }
        String[] lines = new String(answer, 0, end, StandardCharsets.ISO_8859_1).split("\r\n");
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            headers.add(Map.entry(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        byte[] body = Arrays.copyOfRange(answer, end + 4, answer.length);
        HttpExchange exchange = new HttpExchange(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
        if (head || exchange.header("Transfer-Encoding").isEmpty()) {
            return exchange;
        }
        return new HttpExchange(exchange.status(), headers, unchunked(body));
    }

    private static byte[] unchunked(byte[] chunked) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int line = at;
            while (chunked[line] != '\r') {
                line++;
            }
            int size = Integer.parseInt(new String(chunked, at, line - at, StandardCharsets.ISO_8859_1), 16);
            if (size == 0) {
                return body.toByteArray();
            }
            body.write(chunked, line + 2, size);
            at = line + 2 + size + 2;
        }
    }
}
