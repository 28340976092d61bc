package io.github.orrery.publication;

import java.io.IOException;

/** A record at a destination that Orrery did not write, or not like this. */
public final class ForeignRecordException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String what;

    ForeignRecordException(String key, String what) {
        super(key + " at the destination was not written by Orrery: " + what);
        this.what = what;
    }

    /** Why it is none of ours, e.g. {@code its format is not 1}. */
    public String what() {
        return what;
    }
}
