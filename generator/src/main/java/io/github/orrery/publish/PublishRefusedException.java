package io.github.orrery.publish;

/** A site that is not published as it is: the message says why and what would allow it. */
public final class PublishRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public PublishRefusedException(String message) {
        super(message);
    }
}
