package io.github.orrery.app;

/**
 * A part of a config.json that is not evaluated, because following it would be unsafe or endless (trust.md 0.2).
 *
 * @param reason why
 * @param pointer JSON Pointer in config.json
 * @param value the reference or pattern concerned; empty where there is none
 */
public record NotEvaluated(Reason reason, String pointer, String value) {
    /** Why a part is not evaluated. */
    public enum Reason {
        REFERENCE_ELSEWHERE(false, "a $ref out of the document is not followed"),
        REFERENCE_UNRESOLVED(false, "a $ref names nothing in the document"),
        PATTERN_INVALID(false, "a pattern is no regular expression without look-around and back-references"),
        PATTERN_TOO_COSTLY(false, "a pattern is longer than 512 characters or repeats more than 1000 times"),
        TEXT_TOO_LONG(false, "a text of more than 2048 characters is not checked against a format"),
        CYCLE(true, "a $ref leads back to itself without going deeper into the options"),
        CHAIN_TOO_LONG(true, "more than 32 $refs follow one another"),
        TOO_MANY_ALTERNATIVES(true, "allOf, anyOf, oneOf and $ref multiply to more than 10000 schemas for one value"),
        TOO_DEEP(true, "schemas or options are nested too deeply"),
        TOO_MUCH_WORK(true, "evaluating takes more steps than allowed");

        private final boolean ends;
        private final String text;

        Reason(boolean ends, String text) {
            this.ends = ends;
            this.text = text;
        }

        /** Whether nothing of the schema is evaluated then; otherwise only the part itself is passed over. */
        public boolean endsEvaluation() {
            return ends;
        }

        /** In words. */
        public String text() {
            return text;
        }
    }
}
