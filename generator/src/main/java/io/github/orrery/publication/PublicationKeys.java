package io.github.orrery.publication;

import java.util.Locale;

/** Spells every key that publishing adds to those of the site. */
public final class PublicationKeys {
    /** The commit record: the small object whose change is the publication. */
    public static final String TIMESTAMP = "timestamp.json";

    public static final String BY_HASH = "by-hash/sha256/";
    public static final String MANIFESTS = "manifest/";
    /** What each publication replaced; kept for the grace period. */
    public static final String PUBLICATIONS = "publications/";

    private static final String OURS = ".publish/";
    public static final String LEASE = OURS + "lease";
    public static final String PROBE = OURS + "probe";
    /** Names the publication whose fixed names were all written. */
    public static final String ROLLED = OURS + "rolled.json";

    /** Begins the names of files that are being written, where the place is a directory. */
    public static final String TEMPORARY = OURS + "tmp-";

    private PublicationKeys() {}

    public static String byHash(String sha256) {
        return BY_HASH + sha256.substring(0, 2) + "/" + sha256;
    }

    public static String manifest(String sha256) {
        return MANIFESTS + sha256 + ".json";
    }

    public static String publication(long version) {
        return String.format(Locale.ROOT, "%s%012d.json", PUBLICATIONS, version);
    }

    /** Whether a file of a site would stand where publishing puts something of its own. */
    public static boolean isReserved(String path) {
        return path.equals(TIMESTAMP)
                || path.startsWith("by-hash/")
                || path.startsWith(MANIFESTS)
                || path.startsWith(PUBLICATIONS)
                || path.startsWith(OURS);
    }
}
