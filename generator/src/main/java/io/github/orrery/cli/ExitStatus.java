package io.github.orrery.cli;

/** What the process tells its caller (interface.md, Commands). */
final class ExitStatus {
    static final int DONE = 0;
    /** Problems in the user's data, or a check that does not hold. */
    static final int PROBLEMS = 1;

    static final int WRONG_USAGE = 2;
    /** Disk, network or memory; also a bug of ours. */
    static final int WORLD_FAILED = 3;

    private ExitStatus() {}
}
