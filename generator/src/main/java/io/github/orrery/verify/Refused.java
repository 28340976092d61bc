package io.github.orrery.verify;

import java.io.IOException;

/** Ends the reading of one file: what comes is not what a client takes, or beyond our limits. */
final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final String says;
    private final String remedy;

    Refused(Fault fault, String says, String remedy) {
        super(says);
        this.fault = fault;
        this.says = says;
        this.remedy = remedy;
    }

    Fault fault() {
        return fault;
    }

    /** What is wrong and what was expected. */
    String says() {
        return says;
    }

    String remedy() {
        return remedy;
    }
}
