package io.github.orrery.serve;

/** Whether pages are as a host sends them, or know of the preview. */
public enum PreviewMode {
    /** As a host sends them. */
    AS_A_HOST,
    /** They load themselves again when another state is shown, and show why one could not be built. */
    FOLLOWING
}
