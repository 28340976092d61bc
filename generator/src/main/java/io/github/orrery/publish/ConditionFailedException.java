package io.github.orrery.publish;

import java.io.IOException;

/** A conditional write that did not happen, since somebody else wrote before. */
public final class ConditionFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    public ConditionFailedException(String key) {
        super(key + ": somebody else has written it");
    }
}
