package io.github.orrery.model;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The version of a cluster, e.g. {@code 1.10}: dotted numbers without leading zeros, compared number by number. A
 * version that another one continues is the smaller one, so {@code 1.9 < 1.9.0} (formats.md 2.2; the clusters
 * themselves call those equal).
 *
 * @param parts the numbers, at least one
 */
public record DcosReleaseVersion(List<BigInteger> parts) implements Comparable<DcosReleaseVersion> {
    private static final Pattern FORM = Pattern.compile("(?:0|[1-9][0-9]{0,18})(?:\\.(?:0|[1-9][0-9]{0,18})){0,15}");

    /** The first version that reads JSON. */
    public static final DcosReleaseVersion FIRST_JSON = of("1.8");
    /** What a Universe is published for, and a site asked for, where nobody names versions (interface.md, Commands). */
    public static final List<DcosReleaseVersion> DEFAULTS = Stream.of(
                    "1.6.1", "1.7", "1.8", "1.9", "1.10", "1.11", "1.12", "1.13", "2.0", "2.1", "2.2")
            .map(DcosReleaseVersion::of)
            .toList();

    public DcosReleaseVersion {
        parts = List.copyOf(parts);
    }

    /** Reads dotted numbers; empty for anything else, e.g. {@code 1.10-dev} or {@code 01.2}. */
    public static Optional<DcosReleaseVersion> parse(String text) {
        if (text.length() > 320 || !FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new DcosReleaseVersion(
                Arrays.stream(text.split("\\.", -1)).map(BigInteger::new).toList()));
    }

    /** A version that stands in our own code. */
    public static DcosReleaseVersion of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    /** Whether clusters of this version read a zip: those below 1.8 (formats.md 11.2). */
    public boolean readsZip() {
        return !isAtLeast(FIRST_JSON);
    }

    public boolean isAtLeast(DcosReleaseVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(DcosReleaseVersion other) {
        int common = Math.min(parts.size(), other.parts.size());
        for (int i = 0; i < common; i++) {
            int order = parts.get(i).compareTo(other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }

    /** Written out, as {@link #hashCode}: linking a record's own takes a while, and every command compares versions. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DcosReleaseVersion version && parts.equals(version.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return parts.stream().map(BigInteger::toString).collect(Collectors.joining("."));
    }
}
