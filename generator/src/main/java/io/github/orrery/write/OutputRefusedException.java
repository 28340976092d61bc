package io.github.orrery.write;

/** The output directory is not one that a build may replace: it holds something that Orrery did not make. */
public final class OutputRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    OutputRefusedException(String message) {
        super(message);
    }
}
