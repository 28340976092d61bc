package io.github.orrery.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.app.AppRenderer;
import io.github.orrery.app.NotEvaluated;
import io.github.orrery.app.Options;
import io.github.orrery.app.Refused;
import io.github.orrery.app.RenderedApp;
import io.github.orrery.app.Rendering;
import io.github.orrery.app.TemplateFault;
import io.github.orrery.app.TemplateOptions;
import io.github.orrery.app.Violation;
import io.github.orrery.json.Json;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.model.SourceFile;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** The template, and what comes of it with default options in the dialect of the clusters (formats.md 5.5). */
final class TemplateCheck {
    private static final ObjectNode NO_OPTIONS = Json.NODES.objectNode();

    private final AppRenderer apps;
    private final Findings findings;

    TemplateCheck(AppRenderer apps, Findings findings) {
        this.apps = apps;
        this.findings = findings;
    }

    void check(Revision revision) {
        boolean isSound = !findings.isFaulty(revision, "/config");
        Set<NotEvaluated> notEvaluated = new LinkedHashSet<>();
        if (isSound) {
            apps.schema(revision).ifPresent(schema -> notEvaluated.addAll(schema.findings()));
        }
        SourceFile file = revision.template().orElse(null);
        if (file != null && isText(file)) {
            template(revision, file);
            if (isSound && !findings.isFaulty(revision, "/resource") && !findings.isFaulty(revision, "/marathon")) {
                rendering(revision, file, notEvaluated);
            }
        }
        notEvaluated.forEach(part -> notEvaluated(revision, part));
    }

    private boolean isText(SourceFile file) {
        if (isAscii(file.bytes())) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file.bytes()));
            return true;
        } catch (CharacterCodingException e) {
            findings.add(Rule.TEMPLATE_ENCODING, Location.of(file.path()), "is not UTF-8, expected UTF-8 text");
            return false;
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private void template(Revision revision, SourceFile file) {
        TemplateOptions template = apps.template(revision).orElseThrow();
        template.faults().forEach(fault -> fault(file, fault));
        for (int line : template.delimiterChanges()) {
            findings.add(
                    Rule.TEMPLATE_DELIMITER,
                    line(file, line),
                    "changes the delimiters of tags, expected {{ and }} throughout");
        }
        Set<String> names = new HashSet<>();
        ObjectNode config = revision.config().map(RevisionPart::tree).orElse(NO_OPTIONS);
        for (TemplateOptions.Use use : template.undefinedIn(config)) {
            if (names.add(use.name())) {
                findings.add(
                        Rule.OPTION_UNDEFINED,
                        line(file, use.line()),
                        "uses the option " + Problem.quote(use.name())
                                + ", expected one that config.json defines in its properties");
            }
        }
    }

    private void fault(SourceFile file, TemplateFault fault) {
        Rule rule =
                switch (fault.reason()) {
                    case PARTIAL_NOT_ALLOWED -> Rule.TEMPLATE_PARTIAL;
                    case TOO_DEEP -> Rule.TEMPLATE_COMPLEXITY;
                    default -> Rule.TEMPLATE_SYNTAX;
                };
        findings.add(rule, line(file, fault.line()), fault.message());
    }

    private void rendering(Revision revision, SourceFile file, Set<NotEvaluated> notEvaluated) {
        Rendering rendering = apps.render(revision, NO_OPTIONS);
        if (rendering instanceof RenderedApp app) {
            notEvaluated.addAll(app.notEvaluated());
            if (!app.repeatedKeys().isEmpty()) {
                findings.add(
                        Rule.RENDERED_DUPLICATE_KEY,
                        Location.of(file.path()),
                        "renders to an app that repeats "
                                + SchemaWords.choice(app.repeatedKeys()).replace(" or ", " and ")
                                + ", expected each key once; the last value counts");
            }
        } else if (rendering instanceof Refused refused) {
            notEvaluated.addAll(refused.notEvaluated());
            refused(revision, file, refused);
        }
    }

    private void refused(Revision revision, SourceFile file, Refused refused) {
        switch (refused.reason()) {
            case OPTIONS_INVALID -> refused.violations().forEach(violation -> options(revision, violation));
            case NOT_AN_APP ->
                findings.add(
                        Rule.TEMPLATE_NOT_AN_APP,
                        Location.of(file.path()),
                        "does not render to an app with default options, expected a JSON object: " + refused.detail());
            case TEMPLATE_SYNTAX, PARTIAL_NOT_ALLOWED, TOO_DEEP ->
                fault(file, new TemplateFault(refused.reason(), refused.line(), refused.detail()));
            default -> {}
        }
    }

    private void options(Revision revision, Violation violation) {
        String option = violation.optionPointer();
        ObjectNode config = revision.config().map(RevisionPart::tree).orElse(NO_OPTIONS);
        JsonNode value = SchemaWords.at(Options.defaults(config), option);
        boolean isPlain = !option.isEmpty() && value.isValueNode();
        String subject = option.isEmpty() ? "the default options" : SchemaWords.subject(option);
        boolean isMissing = violation.keyword().equals("required");
        findings.add(
                isMissing ? Rule.OPTIONS_NEEDED : Rule.DEFAULT_INVALID,
                revision.locate("/config" + violation.schemaPointer()),
                subject + (isPlain ? " is " + SchemaWords.value(value) : "") + ": " + violation.message());
    }

    private void notEvaluated(Revision revision, NotEvaluated part) {
        boolean isLocal = part.reason() == NotEvaluated.Reason.REFERENCE_ELSEWHERE
                && !WebAddress.isWeb(part.value())
                && WebAddress.scheme(part.value()).isPresent();
        Rule rule =
                switch (part.reason()) {
                    case REFERENCE_ELSEWHERE -> isLocal ? Rule.CONFIG_REFERENCE_LOCAL : Rule.CONFIG_REFERENCE;
                    case REFERENCE_UNRESOLVED -> Rule.CONFIG_REFERENCE;
                    case PATTERN_INVALID, PATTERN_TOO_COSTLY, TEXT_TOO_LONG -> Rule.CONFIG_PATTERN;
                    case CYCLE, CHAIN_TOO_LONG -> Rule.CONFIG_CYCLE;
                    case TOO_MANY_ALTERNATIVES, TOO_DEEP, TOO_MUCH_WORK -> Rule.CONFIG_COMPLEXITY;
                };
        String value = part.value().isEmpty() ? "" : ": " + Problem.quote(part.value());
        findings.add(
                rule, revision.locate("/config" + part.pointer()), part.reason().text() + value);
    }

    private static Location line(SourceFile file, int line) {
        return line == 0 ? Location.of(file.path()) : new Location(file.path(), line, 1, "");
    }
}
