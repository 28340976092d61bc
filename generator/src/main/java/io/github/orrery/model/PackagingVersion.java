package io.github.orrery.model;

import java.util.Optional;

/** The format of a revision: {@code packagingVersion} in package.json (formats.md 1.3). */
public enum PackagingVersion {
    V2_0("2.0"),
    V3_0("3.0"),
    V4_0("4.0"),
    V5_0("5.0");

    private final String text;

    PackagingVersion(String text) {
        this.text = text;
    }

    /** As package.json spells it, e.g. {@code 4.0}. */
    public String text() {
        return text;
    }

    public static Optional<PackagingVersion> parse(String text) {
        for (PackagingVersion version : values()) {
            if (version.text.equals(text)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    public boolean isAtLeast(PackagingVersion other) {
        return compareTo(other) >= 0;
    }
}
