package io.github.orrery.hosts;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
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
            return read(new BufferedInputStream(socket.getInputStream()), method.equals("HEAD"));
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

    private static HttpExchange read(InputStream in, boolean head) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.add(Map.entry(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        HttpExchange begun = new HttpExchange(status, headers, new byte[0]);
        return new HttpExchange(status, headers, head || status == 304 ? begun.body : begun.body(in));
    }

    private byte[] body(InputStream in) throws IOException {
        if (header("Transfer-Encoding").isPresent()) {
            return chunks(in);
        }
        if (header("Content-Length").isEmpty()) {
            return in.readAllBytes();
        }
        int length = Integer.parseInt(header("Content-Length").get());
        byte[] whole = in.readNBytes(length);
        if (whole.length < length) {
            throw new EOFException(whole.length + " of " + length + " bytes");
        }
        return whole;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    /** The bytes up to the next line feed, without it and the carriage return before it. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException(
                        "an answer that ends within a line: " + line.toString(StandardCharsets.US_ASCII));
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
