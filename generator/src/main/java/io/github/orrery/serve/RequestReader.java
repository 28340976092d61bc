package io.github.orrery.serve;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads requests from a connection, one after another, as strictly as RFC 9112 wants it and within limits. */
final class RequestReader {
    private static final Pattern FIRST_LINE =
            Pattern.compile("([A-Za-z]{1,20}) ([!-~\\x80-\\xff]+) HTTP/([0-9])\\.([0-9])");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i:https?)://([^/?#]*)(.*)");

    private final Socket socket;
    private final InputStream in;
    private final ServeLimits limits;
    private final byte[] buffer = new byte[8 * 1024];
    private int next;
    private int end;
    private long deadline;
    private int taken;

    RequestReader(Socket socket, ServeLimits limits) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.limits = limits;
    }

    /** The next request; empty where the client closed the connection or let it lie. */
    Optional<HttpRequest> next() throws IOException, RefusedRequest {
        deadline = after(limits.idle());
        taken = 0;
        try {
            if (next == end && !fill()) {
                return Optional.empty();
            }
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
        deadline = after(limits.request());
        try {
            String line = line(414, "A first line");
            return Optional.of(request(line.isEmpty() ? line(414, "A first line") : line));
        } catch (SocketTimeoutException e) {
            throw new RefusedRequest(408, "The request did not end in time.");
        }
    }

    private HttpRequest request(String line) throws IOException, RefusedRequest {
        Matcher first = FIRST_LINE.matcher(line);
        if (!first.matches()) {
            throw new RefusedRequest(400, "The first line is no request.");
        }
        if (!first.group(3).equals("1")) {
            throw new RefusedRequest(505, "Only HTTP/1.1 is spoken here.");
        }
        List<Map.Entry<String, String>> headers = headers();
        boolean isOld = first.group(4).equals("0");
        String target = first.group(2);
        Matcher absolute = ABSOLUTE.matcher(target);
        if (absolute.matches()) {
            headers.removeIf(header -> header.getKey().equals("host"));
            headers.add(Map.entry("host", absolute.group(1)));
            target = absolute.group(2).startsWith("/") ? absolute.group(2) : "/" + absolute.group(2);
        }
        long hosts = headers.stream()
                .filter(header -> header.getKey().equals("host"))
                .count();
        if (hosts > 1 || (hosts == 0 && !isOld)) {
            throw new RefusedRequest(400, "A request needs one Host header.");
        }
        if (isOld) {
            headers.add(Map.entry("connection", "close"));
        }
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        return new HttpRequest(first.group(1), path, question < 0 ? "" : target.substring(question + 1), headers);
    }

    private List<Map.Entry<String, String>> headers() throws IOException, RefusedRequest {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line = header(); !line.isEmpty(); line = header()) {
            Matcher header = HEADER.matcher(line);
            if (!header.matches() || CONTROL.matcher(line).find()) {
                throw new RefusedRequest(400, "A header cannot be read.");
            }
            if (headers.size() == limits.headerLines()) {
                throw new RefusedRequest(431, "More than " + limits.headerLines() + " headers.");
            }
            headers.add(Map.entry(header.group(1).toLowerCase(Locale.ROOT), header.group(2)));
        }
        return headers;
    }

    private String header() throws IOException, RefusedRequest {
        return line(431, "Headers");
    }

    /** The characters up to the next line feed, without it and the carriage return before it. */
    private String line(int tooLong, String what) throws IOException, RefusedRequest {
        StringBuilder line = new StringBuilder(80);
        while (true) {
            if (next == end && !fill()) {
                throw new RefusedRequest(400, "The request ends within a line.");
            }
            char c = (char) (buffer[next++] & 0xff);
            if (++taken > limits.headerBytes()) {
                throw new RefusedRequest(tooLong, what + " longer than " + limits.headerBytes() + " bytes.");
            }
            if (c == '\n') {
                int length = line.length();
                return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
            }
            line.append(c);
        }
    }

    private boolean fill() throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        int read = in.read(buffer);
        next = 0;
        end = Math.max(read, 0);
        return read > 0;
    }

    private static long after(Duration time) {
        return System.nanoTime() + time.toNanos();
    }
}
