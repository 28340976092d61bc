package io.github.orrery.verify;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Content-Type as the clusters' package manager parses it (formats.md 5.2): blanks are allowed around {@code ;} but
 * not around {@code =}; names and the value of {@code charset} are in lower case; of equal parameters the first counts.
 *
 * @param type e.g. {@code application}
 * @param subtype with its suffix, e.g. {@code vnd.dcos.universe.repo+json}
 * @param parameters in their order, without {@code q}
 */
record MediaType(String type, String subtype, Map<String, String> parameters) {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern TYPE = Pattern.compile("(" + TOKEN + ")/(" + TOKEN + ")");
    private static final Pattern PARAMETER =
            Pattern.compile("[ \\t]*;[ \\t]*(" + TOKEN + ")=(?:(" + TOKEN + ")|\"((?:[^\"\\\\]|\\\\.)*+)\")");

    /** Reads a header's value; empty where the package manager cannot. */
    static Optional<MediaType> parse(String header) {
        String text = header.strip();
        Matcher type = TYPE.matcher(text);
        if (!type.lookingAt()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = type.end();
        Matcher parameter = PARAMETER.matcher(text);
        while (at < text.length()) {
            if (!parameter.region(at, text.length()).lookingAt()) {
                return Optional.empty();
            }
            at = parameter.end();
            String name = parameter.group(1).toLowerCase(Locale.ROOT);
            String value = parameter.group(2) != null
                    ? parameter.group(2)
                    : parameter.group(3).replaceAll("\\\\(.)", "$1");
            if (!name.equals("q")) {
                parameters.putIfAbsent(name, name.equals("charset") ? value.toLowerCase(Locale.ROOT) : value);
            }
        }
        return Optional.of(new MediaType(
                type.group(1).toLowerCase(Locale.ROOT), type.group(2).toLowerCase(Locale.ROOT), parameters));
    }

    /** Type and subtype, without parameters. */
    String essence() {
        return type + "/" + subtype;
    }
}
