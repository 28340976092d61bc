package io.github.orrery;

/** Who is told how far long work has come. Called from one thread at a time or from several. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress SILENT = (phase, done, total) -> {};

    /**
     * Some of a phase is done.
     *
     * @param phase what is being done, e.g. {@code checking packages}; a new word begins a new phase
     * @param done how many of its parts are done
     * @param total how many there are; 0 where that is not known
     */
    void at(String phase, int done, int total);
}
