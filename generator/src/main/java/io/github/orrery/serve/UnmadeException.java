package io.github.orrery.serve;

/** A content that could not be made when it was asked for; the cause says why. */
public final class UnmadeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnmadeException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
