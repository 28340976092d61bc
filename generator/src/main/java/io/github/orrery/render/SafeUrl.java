package io.github.orrery.render;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides which of strangers' texts become links (trust.md, row 19): everything else is shown as text. */
final class SafeUrl {
    static final int LONGEST = 2048;

    /** Icons travel in every index that holds them, so real ones are small; this is far above. */
    private static final int LONGEST_IMAGE = 64 * 1024;

    private static final Pattern MAIL =
            Pattern.compile("[A-Za-z0-9.!#$%*+/=^_{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,8}");
    private static final Pattern DATA_IMAGE = Pattern.compile(
            "data:image/(?:png|gif|jpeg|webp|svg\\+xml)(?:;[A-Za-z0-9=-]{1,64}){0,4},[!$-;=?-Z_a-z~%]*");

    private SafeUrl() {}

    /** The text as a link's target: http, https or mailto, without user name, blanks and control characters. */
    static Optional<String> link(String text) {
        if (text.length() > LONGEST || !isOneWord(text)) {
            return Optional.empty();
        }
        int authority = authority(text);
        if (authority > 0) {
            return isHost(text, authority) ? Optional.of(text) : Optional.empty();
        }
        return text.toLowerCase(Locale.ROOT).startsWith("mailto:")
                ? mail(text.substring("mailto:".length()))
                : Optional.empty();
    }

    /** A link that writes to an address, where the text is one. */
    static Optional<String> mail(String text) {
        return text.length() <= 320
                        && text.indexOf('@') > 0
                        && MAIL.matcher(text).matches()
                ? Optional.of("mailto:" + text)
                : Optional.empty();
    }

    /**
     * The text as an image's source: https or {@code data:image/}. Plain http is none, because the page's own
     * Content-Security-Policy refuses it.
     */
    static Optional<String> image(String text) {
        if (text.startsWith("data:")) {
            return text.length() <= LONGEST_IMAGE && DATA_IMAGE.matcher(text).matches()
                    ? Optional.of(text)
                    : Optional.empty();
        }
        return link(text).filter(url -> url.toLowerCase(Locale.ROOT).startsWith("https:"));
    }

    /** The host, and the port where one is named, of a text that {@link #link} accepts as http or https. */
    static Optional<String> host(String text) {
        int start = authority(text);
        if (start == 0 || link(text).isEmpty()) {
            return Optional.empty();
        }
        int end = start;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return Optional.of(text.substring(start, end).toLowerCase(Locale.ROOT));
    }

    /** Where the authority of a web address begins; 0 where the text is none. */
    private static int authority(String text) {
        if (text.regionMatches(true, 0, "https://", 0, 8) && text.charAt(4) < 0x7f) { // a long s is one in capitals
            return 8;
        }
        return text.regionMatches(true, 0, "http://", 0, 7) ? 7 : 0;
    }

    /** Whether host and port follow, without a user's name; a port is a number. */
    private static boolean isHost(String text, int from) {
        int at = from;
        int port = 0;
        while (at < text.length() && "/?#".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            if ("@[]".indexOf(c) >= 0 || (port > 0 && (c < '0' || c > '9' || at - port == 5))) {
                return false;
            }
            at++;
            if (c == ':') {
                port = at;
            }
        }
        return at > from && port != from + 1;
    }

    private static boolean isOneWord(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x7f ? c <= ' ' || isMark(c) : isRefused(c)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isMark(char c) {
        return c == '"' || c == '<' || c == '>' || c == '\\' || c == '`';
    }

    private static boolean isRefused(char c) {
        return c <= 0xa0
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT
                || Character.isSurrogate(c)
                || c >= '\ufff0';
    }
}
