package io.github.orrery.serve;

import io.github.orrery.serve.HttpAnswer.Body;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a client has the content already, and which stretch of it it wants (RFC 9110, 13 and 14). A time counts only
 * where it is the very one that was sent.
 */
final class Conditions {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private static final Pattern RANGE = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");
    private static final int TAG_DIGITS = 32;

    private final PreviewContent content;
    private final HttpRequest request;
    private final String etag;
    private final String modified;

    /** @param modified seconds since 1970 */
    Conditions(PreviewContent content, long modified, HttpRequest request) {
        this.content = content;
        this.request = request;
        this.etag = '"' + content.sha256().substring(0, TAG_DIGITS) + '"';
        this.modified = httpDate(modified);
    }

    /** A time as headers spell it. */
    static String httpDate(long seconds) {
        return HTTP_DATE.format(Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC));
    }

    /** The content, a stretch of it, or that nothing changed. */
    HttpAnswer answer(Map<String, String> headers) {
        HttpAnswer whole = new HttpAnswer(200, headers, Body.of(content))
                .with("ETag", etag)
                .with("Last-Modified", modified)
                .with("Accept-Ranges", "bytes");
        if (isKnown()) {
            return new HttpAnswer(304, whole.headers(), Body.NONE);
        }
        Matcher range = RANGE.matcher(request.header("Range").orElse(""));
        if (request.isHead() || !range.matches() || !isRangeOfThis()) {
            return whole;
        }
        boolean says = !range.group(1).isEmpty() || !range.group(2).isEmpty();
        return says ? part(whole, range.group(1), range.group(2)) : whole;
    }

    private boolean isKnown() {
        String tags = request.header("If-None-Match").orElse("");
        if (!tags.isEmpty()) {
            for (String tag : tags.split(",", -1)) {
                String bare = tag.strip().replaceFirst("^W/", "");
                if (bare.equals(etag) || bare.equals("*")) {
                    return true;
                }
            }
            return false;
        }
        return request.header("If-Modified-Since").orElse("").strip().equals(modified);
    }

    private boolean isRangeOfThis() {
        String condition = request.header("If-Range").orElse("").strip();
        return condition.isEmpty() || condition.equals(etag) || condition.equals(modified);
    }

    private HttpAnswer part(HttpAnswer whole, String first, String last) {
        long size = content.size();
        long from = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
        long to = first.isEmpty() || last.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(last));
        if (!first.isEmpty() && !last.isEmpty() && Long.parseLong(last) < from) {
            return whole; // no range at all, so as if none had come
        }
        if (from > to) {
            return HttpAnswer.sentence(416, "The file has " + size + " bytes.")
                    .with("Content-Range", "bytes */" + size);
        }
        return new HttpAnswer(206, whole.headers(), new Body(content.pieces(), from, to - from + 1))
                .with("Content-Range", "bytes " + from + "-" + to + "/" + size);
    }
}
