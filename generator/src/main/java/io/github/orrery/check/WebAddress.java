package io.github.orrery.check;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as strangers write them, looked at without following them. */
final class WebAddress {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]{0,31}):");
    private static final Pattern AUTHORITY = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://([^/?#]*)");

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

    private static Optional<String> authority(String address) {
        Matcher matcher = AUTHORITY.matcher(address);
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String withoutBlanks(String address) {
        StringBuilder kept = new StringBuilder(address.length());
        address.chars().limit(256).filter(c -> c > ' ').forEach(c -> kept.append((char) c));
        return kept.toString();
    }
}
