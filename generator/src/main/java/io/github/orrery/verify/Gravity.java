package io.github.orrery.verify;

/** How much a finding matters. */
public enum Gravity {
    /** A client refuses what it gets: none of the packages is there for it. */
    REFUSED("error"),
    /** Something is wrong, though the client takes what it gets. */
    WRONG("error"),
    /** It works, but not as well as it could. */
    ADVICE("warning");

    private final String word;

    Gravity(String word) {
        this.word = word;
    }

    /** The word that stands in printed findings. */
    public String word() {
        return word;
    }
}
