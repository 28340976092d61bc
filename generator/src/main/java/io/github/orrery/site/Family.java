package io.github.orrery.site;

import java.util.Locale;
import java.util.Optional;

/** A group of a site's files that can be left out as a whole (interface.md, Commands, {@code --without}). */
public enum Family {
    INDEXES,
    SHARDS,
    ZIPS,
    ARCHIVES,
    LEGACY,
    SCHEMAS,
    CATALOGUE,
    HOSTS,
    FEEDS,
    GZIP;

    /** The family of that word; empty where there is none. */
    public static Optional<Family> parse(String word) {
        for (Family family : values()) {
            if (family.word().equals(word)) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    /** The word of the command line and of summaries, e.g. {@code indexes}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
