package io.github.orrery.serve;

/** What came is no request that can be answered; the connection cannot go on after it. */
final class RefusedRequest extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedRequest(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    HttpAnswer answer() {
        return HttpAnswer.sentence(status, String.valueOf(getMessage()));
    }
}
