package io.github.orrery.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** An answer of a test's server, byte by byte: right at first, then spoiled. */
final class Reply {
    private int status = 200;
    private final List<String> headers = new ArrayList<>();
    private byte[] body = new byte[0];

    Reply status(int code) {
        status = code;
        return this;
    }

    /** Sets a header, in the place of any of that name. */
    Reply with(String name, String value) {
        without(name);
        return and(name, value);
    }

    /** Adds one more header. */
    Reply and(String name, String value) {
        headers.add(name + ": " + value);
        return this;
    }

    Reply without(String name) {
        String begin = name.toLowerCase(Locale.ROOT) + ":";
        headers.removeIf(header -> header.toLowerCase(Locale.ROOT).startsWith(begin));
        return this;
    }

    /** Sets the body and its Content-Length. */
    Reply body(byte[] bytes) {
        body = bytes;
        return with("Content-Length", Integer.toString(bytes.length));
    }

    Reply body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] body() {
        return body;
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    void writeHead(OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        out.write(head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(OutputStream out, boolean withBody) throws IOException {
        writeHead(out);
        if (withBody) {
            out.write(body);
        }
        out.flush();
    }
}
