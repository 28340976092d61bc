package io.github.orrery.site;

/** How long a client may keep a file (experience.md 4, Hosting). */
public enum CachePolicy {
    /** Indexes and shards: clusters ask every minute. */
    INDEX("public, max-age=60, stale-while-revalidate=600"),
    /** Pages, archives, sums. */
    PAGE("public, max-age=300"),
    /** Files whose name changes with their content. */
    IMMUTABLE("public, max-age=31536000, immutable");

    private final String header;

    CachePolicy(String header) {
        this.header = header;
    }

    /** The value of the Cache-Control header. */
    public String header() {
        return header;
    }
}
