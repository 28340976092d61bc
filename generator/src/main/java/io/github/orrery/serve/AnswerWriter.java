package io.github.orrery.serve;

import io.github.orrery.serve.HttpAnswer.Body;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Sends answers over a connection, and knows when the client last took some of one. */
final class AnswerWriter {
    private static final int STRETCH = 64 * 1024;
    private static final long IDLE = Long.MIN_VALUE;

    private final OutputStream out;
    private volatile long lastTaken = IDLE;

    AnswerWriter(OutputStream out) {
        this.out = new BufferedOutputStream(out, 16 * 1024);
    }

    /**
     * Sends an answer.
     *
     * @param date the Date header
     * @param withBody whether the body is sent, or only what would be its length
     * @param last whether the connection ends after it
     */
    void write(HttpAnswer answer, String date, boolean withBody, boolean last) throws IOException {
        lastTaken = System.nanoTime();
        try {
            out.write(head(answer, date, last).getBytes(StandardCharsets.ISO_8859_1));
            if (withBody && answer.mayHaveBody()) {
                write(answer.body());
            }
            out.flush();
        } finally {
            lastTaken = IDLE;
        }
    }

    /** For how many nanoseconds the client has taken nothing of an answer that is being sent; 0 where none is. */
    long stalledFor() {
        long since = lastTaken;
        return since == IDLE ? 0 : System.nanoTime() - since;
    }

    private static String head(HttpAnswer answer, String date, boolean last) {
        StringBuilder head = new StringBuilder(512);
        head.append("HTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(answer.reason())
                .append("\r\n");
        line(head, "Date", date);
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            line(head, header.getKey(), header.getValue());
        }
        if (answer.mayHaveBody()) {
            line(head, "Content-Length", Long.toString(answer.body().length()));
        }
        line(head, "Connection", last ? "close" : "keep-alive");
        return head.append("\r\n").toString();
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private void write(Body body) throws IOException {
        long skipped = body.from();
        long left = body.length();
        for (byte[] piece : body.pieces()) {
            if (left == 0) {
                return;
            }
            if (skipped >= piece.length) {
                skipped -= piece.length;
                continue;
            }
            int from = (int) skipped;
            skipped = 0;
            int to = (int) Math.min(piece.length, from + left);
            left -= to - from;
            while (from < to) {
                int length = Math.min(STRETCH, to - from);
                out.write(piece, from, length);
                lastTaken = System.nanoTime();
                from += length;
            }
        }
    }
}
