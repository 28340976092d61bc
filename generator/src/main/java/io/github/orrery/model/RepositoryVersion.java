package io.github.orrery.model;

/** The version of a repository index's form, as its media type names it (formats.md 2.3 and 2.6). */
public enum RepositoryVersion {
    V3("v3", PackagingVersion.V3_0),
    V4("v4", PackagingVersion.V4_0),
    V5("v5", PackagingVersion.V5_0);

    private static final DcosReleaseVersion LAST_V3 = DcosReleaseVersion.of("1.9");
    private static final DcosReleaseVersion LAST_V4 = DcosReleaseVersion.of("1.11");

    private final String label;
    private final PackagingVersion newest;

    RepositoryVersion(String label, PackagingVersion newest) {
        this.label = label;
        this.newest = newest;
    }

    /** The form that a cluster of this version reads. */
    public static RepositoryVersion of(DcosReleaseVersion dcos) {
        if (LAST_V3.isAtLeast(dcos)) {
            return V3;
        }
        return LAST_V4.isAtLeast(dcos) ? V4 : V5;
    }

    /** {@code v3}, {@code v4} or {@code v5}. */
    public String label() {
        return label;
    }

    /** The newest packaging version that an index of this form may hold. */
    public PackagingVersion newestPackagingVersion() {
        return newest;
    }

    /** The one Content-Type that every cluster of this form accepts, 64 characters (formats.md 2.1 and 5.2). */
    public String contentType() {
        return "application/vnd.dcos.universe.repo+json;charset=utf-8;version=" + label;
    }
}
