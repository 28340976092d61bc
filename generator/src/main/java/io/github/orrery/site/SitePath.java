package io.github.orrery.site;

import java.util.regex.Pattern;

/**
 * Where a file of a site stands, e.g. {@code 1.13/package/kafka.json}: segments of ASCII letters, digits and
 * {@code . _ - @ +}, joined by {@code /}; none of them {@code .} or {@code ..}. So no path leaves its site.
 */
public record SitePath(String value) implements Comparable<SitePath> {
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._@+-]{1,200}");

    public SitePath {
        for (String segment : value.split("/", -1)) {
            if (!SEGMENT.matcher(segment).matches() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("no path within a site: " + value);
            }
        }
    }

    /** The path with a suffix, e.g. {@code .gz}. */
    public SitePath plus(String suffix) {
        return new SitePath(value + suffix);
    }

    @Override
    public int compareTo(SitePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
