package io.github.orrery.verify;

/** How much of a site behind a URL is fetched. */
public enum Depth {
    /** What clusters and the old command line read; of all other files only the headers. */
    CLIENTS,
    /** Every file, with its sum. */
    EVERYTHING
}
