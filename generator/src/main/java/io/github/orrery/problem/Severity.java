package io.github.orrery.problem;

/** How much a problem matters: an error keeps the whole site from being written, a warning does not. */
public enum Severity {
    ERROR,
    WARNING;

    /** The word that stands in printed problems: {@code error} or {@code warning}. */
    public String word() {
        return this == ERROR ? "error" : "warning";
    }
}
