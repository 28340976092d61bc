package io.github.orrery.site;

/** How many cores the work on one package may take. */
public enum Cores {
    /** One: several packages are worked on at once. */
    ONE,
    /** All: often it is the only package that changed. */
    ALL
}
