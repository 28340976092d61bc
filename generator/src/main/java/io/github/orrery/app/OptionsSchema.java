package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A config.json as what it is for a cluster: a draft-4 schema that options must satisfy. It comes from strangers, so
 * evaluating it is bounded: {@code $ref} leads only within the document, nothing is fetched, patterns run in linear time,
 * and what would be endless is not begun (trust.md 0.2).
 *
 * <pre>{@code
 * OptionsSchema schema = OptionsSchema.of(config);
 * schema.findings();                                    // what of it is not evaluated, e.g. a $ref elsewhere
 * schema.evaluate(Options.defaults(config)).violations();
 * }</pre>
 *
 * For one thread at a time.
 */
public final class OptionsSchema {
    /**
     * What an evaluation says.
     *
     * @param violations where options and schema disagree
     * @param notEvaluated what was met and passed over; where one of them {@link NotEvaluated.Reason#endsEvaluation()
     *     ends the evaluation} there are no violations
     */
    public record Verdict(List<Violation> violations, List<NotEvaluated> notEvaluated) {
        public Verdict {
            violations = List.copyOf(violations);
            notEvaluated = List.copyOf(notEvaluated);
        }

        /** Whether no violation is known. */
        public boolean isSatisfied() {
            return violations.isEmpty();
        }

        /** Whether the evaluation came to its end. */
        public boolean isComplete() {
            return notEvaluated.stream().noneMatch(part -> part.reason().endsEvaluation());
        }
    }

    private final ObjectNode config;
    private final Patterns patterns;
    private final Assertions assertions;
    private final SchemaBounds.Findings findings;

    private OptionsSchema(ObjectNode config, Patterns patterns, Assertions assertions) {
        this.config = config;
        this.patterns = patterns;
        this.assertions = assertions;
        this.findings = SchemaBounds.of(config, patterns);
    }

    /** The schema that a config.json is; the tree is kept, not copied. */
    public static OptionsSchema of(ObjectNode config) {
        return of(config, new Patterns(), new Assertions());
    }

    static OptionsSchema of(ObjectNode config, Patterns patterns, Assertions assertions) {
        return new OptionsSchema(config, patterns, assertions);
    }

    /** What of the schema is never evaluated, whatever the options are. */
    public List<NotEvaluated> findings() {
        return findings.found();
    }

    /** Judges options; where {@link #findings} end the evaluation nothing is judged. */
    public Verdict evaluate(JsonNode options) {
        if (findings.found().stream().anyMatch(found -> found.reason().endsEvaluation())) {
            return new Verdict(List.of(), findings.found());
        }
        return new SchemaEvaluation(patterns, assertions, findings.references()).run(config, options);
    }
}
