package io.github.orrery.publish;

import java.util.Locale;

/** Spells every key that publishing adds to those of the site. */
final class BucketKeys {
    /** The commit record: the small object whose change is the publication. */
    static final String TIMESTAMP = "timestamp.json";

    static final String BY_HASH = "by-hash/sha256/";
    static final String MANIFESTS = "manifest/";
    /** What each publication replaced; kept for the grace period. */
    static final String PUBLICATIONS = "publications/";

    private static final String OURS = ".publish/";
    static final String LEASE = OURS + "lease";
    static final String PROBE = OURS + "probe";
    /** Names the publication whose fixed names were all written. */
    static final String ROLLED = OURS + "rolled.json";

    /** Begins the names of files that are being written, where the place is a directory. */
    static final String TEMPORARY = OURS + "tmp-";

    private BucketKeys() {}

    static String byHash(String sha256) {
        return BY_HASH + sha256.substring(0, 2) + "/" + sha256;
    }

    static String manifest(String sha256) {
        return MANIFESTS + sha256 + ".json";
    }

    static String publication(long version) {
        return String.format(Locale.ROOT, "%s%012d.json", PUBLICATIONS, version);
    }

    /** Whether a file of a site would stand where publishing puts something of its own. */
    static boolean isReserved(String path) {
        return path.equals(TIMESTAMP)
                || path.startsWith("by-hash/")
                || path.startsWith(MANIFESTS)
                || path.startsWith(PUBLICATIONS)
                || path.startsWith(OURS);
    }
}
