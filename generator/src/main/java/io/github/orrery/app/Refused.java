package io.github.orrery.app;

import java.util.List;

/**
 * Why nothing can be installed.
 *
 * @param reason the kind of obstacle
 * @param detail what is wrong and what was expected, for people
 * @param line line in the template from 1; 0 where the obstacle is not a place in the template
 * @param violations where options and config.json disagree; only with {@link Reason#OPTIONS_INVALID}
 * @param notEvaluated what of config.json could not be judged
 */
public record Refused(
        Reason reason, String detail, int line, List<Violation> violations, List<NotEvaluated> notEvaluated)
        implements Rendering {
    /** The kinds of obstacles. */
    public enum Reason {
        NO_TEMPLATE("the package has no template"),
        OPTIONS_NOT_ALLOWED("the package takes no options"),
        OPTIONS_INVALID("options do not satisfy config.json"),
        CONFIG_NOT_EVALUATED("config.json is beyond what is evaluated"),
        TEMPLATE_SYNTAX("the template cannot be parsed"),
        PARTIAL_NOT_ALLOWED("the template names another template"),
        TOO_DEEP("the template is beyond what is rendered"),
        NOT_AN_APP("template does not render to JSON");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** In words. */
        public String text() {
            return text;
        }
    }

    public Refused {
        violations = List.copyOf(violations);
        notEvaluated = List.copyOf(notEvaluated);
    }

    static Refused of(Reason reason, String detail) {
        return new Refused(reason, detail, 0, List.of(), List.of());
    }

    static Refused inTemplate(TemplateFault fault) {
        return new Refused(fault.reason(), fault.message(), fault.line(), List.of(), List.of());
    }
}
