package io.github.orrery.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A package's name. It becomes a path segment of the site, so only names that are safe as one exist (trust.md T1); the
 * stricter rule of 3.x repositories is {@link #isStrict()}.
 *
 * @param value e.g. {@code marathon-lb}
 */
public record PackageName(String value) implements Comparable<PackageName> {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern STRICT = Pattern.compile("[a-z][a-z0-9-]*[a-z0-9]");

    public static Optional<PackageName> parse(String text) {
        return SAFE.matcher(text).matches() ? Optional.of(new PackageName(text)) : Optional.empty();
    }

    /** Whether it is what 3.x repositories demand: {@code ^[a-z][a-z0-9-]*[a-z0-9]$}. */
    public boolean isStrict() {
        return STRICT.matcher(value).matches();
    }

    /** The directory that packages of this name stand in, e.g. {@code M}. */
    public String letter() {
        return value.substring(0, 1).toUpperCase(Locale.ROOT);
    }

    @Override
    public int compareTo(PackageName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
