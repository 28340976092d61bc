package io.github.orrery.check;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as strangers write them, looked at without following them. */
final class WebAddress {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]{0,31}):");
    private static final Pattern AUTHORITY = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://([^/?#]*)");
    private static final Pattern PORT = Pattern.compile("0*[0-9]{1,5}");
    private static final Pattern HOST = Pattern.compile("\\[[0-9a-fA-F:.]+]|[^\\[\\]:\\s]+");

    private WebAddress() {}

    /** The scheme in lower case, as a browser sees it: blanks and control characters do not count. */
    static Optional<String> scheme(String address) {
        Matcher matcher = SCHEME.matcher(withoutBlanks(address));
        return matcher.lookingAt() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    static boolean isWeb(String address) {
        if (address.startsWith("https://") || address.startsWith("http://")) {
            return address.length() > address.indexOf(':') + 3;
        }
        String scheme = scheme(address).orElse("");
        return (scheme.equals("http") || scheme.equals("https"))
                && address.startsWith("://", scheme.length())
                && address.length() > scheme.length() + 3;
    }

    /** The user and password that an address carries before {@code @}; empty where there is none. */
    static Optional<String> userinfo(String address) {
        return Optional.of(address)
                .filter(text -> text.indexOf('@') >= 0)
                .flatMap(WebAddress::authority)
                .filter(authority -> authority.indexOf('@') >= 0)
                .map(authority -> authority.substring(0, authority.lastIndexOf('@')));
    }

    /** What is missing for the address to be read by a cluster: a host, a port that is a number, sound escapes. */
    static Optional<String> fault(String address) {
        String authority = authority(address).orElse("x");
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = hostAndPort.startsWith("[")
                ? hostAndPort.indexOf(':', hostAndPort.indexOf(']') + 1)
                : hostAndPort.indexOf(':');
        String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        if (!HOST.matcher(host).matches()) {
            return Optional.of("a host");
        }
        String port = colon < 0 ? "80" : hostAndPort.substring(colon + 1);
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) > 65535) {
            return Optional.of("a port from 0 to 65535");
        }
        for (int at = address.indexOf('%'); at >= 0; at = address.indexOf('%', at + 1)) {
            if (at + 2 >= address.length() || !isHex(address.charAt(at + 1)) || !isHex(address.charAt(at + 2))) {
                return Optional.of("two hexadecimal digits after each %");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> authority(String address) {
        Matcher matcher = AUTHORITY.matcher(address);
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }

    private static String withoutBlanks(String address) {
        StringBuilder kept = new StringBuilder(address.length());
        address.chars().limit(256).filter(c -> c > ' ').forEach(c -> kept.append((char) c));
        return kept.toString();
    }
}
