package io.github.orrery.model;

/** The generation of a repository tree (formats.md 4.6): what its package.json files may look like. */
public enum RepositoryFormat {
    /** {@code marathon.json}, no packaging version, {@code images} in package.json. */
    V1,
    /** Packaging version 2.0 only. */
    V2,
    /** Packaging versions 2.0 to 5.0, mixed. */
    V3
}
