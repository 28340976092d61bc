package io.github.orrery.icons;

import java.io.IOException;

/** An icon cannot be had, or may not be shown; the message continues a sentence: "the icon ..., which MESSAGE". */
public final class NoIconException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean hostIsSilent;

    NoIconException(String message) {
        this(message, false);
    }

    private NoIconException(String message, boolean hostIsSilent) {
        super(message);
        this.hostIsSilent = hostIsSilent;
    }

    /** Of a host that will not answer for another icon either. */
    static NoIconException silentHost(String message) {
        return new NoIconException(message, true);
    }

    boolean hostIsSilent() {
        return hostIsSilent;
    }
}
