package io.github.orrery.serve;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is sent for a request.
 *
 * @param status e.g. 200
 * @param headers in the order in which they are sent; the length is added where it is sent
 * @param body what follows them
 */
record HttpAnswer(int status, Map<String, String> headers, Body body) {
    /**
     * A stretch of some pieces.
     *
     * @param from the first byte's place among all bytes of the pieces
     * @param length in bytes
     */
    record Body(List<byte[]> pieces, long from, long length) {
        static final Body NONE = new Body(List.of(), 0, 0);

        static Body of(byte[] bytes) {
            return new Body(List.of(bytes), 0, bytes.length);
        }

        static Body of(PreviewContent content) {
            return new Body(content.pieces(), 0, content.size());
        }
    }

    HttpAnswer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** One sentence for whoever asked in a way that is not answered. */
    static HttpAnswer sentence(int status, String sentence) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/plain;charset=utf-8");
        return new HttpAnswer(status, headers, Body.of((sentence + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** The same with one header more, or another value of it. */
    HttpAnswer with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new HttpAnswer(status, all, body);
    }

    /** The same with more headers, where it has none of the name. */
    HttpAnswer withAll(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        more.forEach(all::putIfAbsent);
        return new HttpAnswer(status, all, body);
    }

    /** Whether a body may follow the headers at all (RFC 9110, 6.4.1). */
    boolean mayHaveBody() {
        return status != 204 && status != 304;
    }

    /** What stands after the number in the first line. */
    String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 204 -> "No Content";
            case 206 -> "Partial Content";
            case 301 -> "Moved Permanently";
            case 304 -> "Not Modified";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 414 -> "URI Too Long";
            case 416 -> "Range Not Satisfiable";
            case 421 -> "Misdirected Request";
            case 431 -> "Request Header Fields Too Large";
            case 503 -> "Service Unavailable";
            case 505 -> "HTTP Version Not Supported";
            default -> "Internal Server Error";
        };
    }
}
