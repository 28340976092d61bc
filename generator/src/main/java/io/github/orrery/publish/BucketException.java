package io.github.orrery.publish;

import java.io.IOException;

/** A place that fails: it is not reached, refuses, or is overloaded. */
public final class BucketException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /** @param passing whether the same call may succeed a little later; it may also have happened already */
    public BucketException(String message, boolean passing, Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    public BucketException(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** Whether the same call may succeed a little later. */
    public boolean isPassing() {
        return passing;
    }
}
