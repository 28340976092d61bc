package io.github.orrery.publish;

import java.io.IOException;

/** Somebody else published meanwhile; nothing that a reader sees was changed by us. */
public final class LostRaceException extends IOException {
    private static final long serialVersionUID = 1L;

    public LostRaceException(String message) {
        super(message);
    }
}
