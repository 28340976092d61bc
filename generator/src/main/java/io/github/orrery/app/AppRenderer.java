package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.app.Refused.Reason;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonDocument;
import io.github.orrery.json.JsonFault;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.json.SourcePosition;
import io.github.orrery.model.Content;
import io.github.orrery.model.PackagingVersion;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.model.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster would install: options over defaults, held against config.json, put into the template, read as an app
 * (formats.md 5.5).
 *
 * <pre>{@code
 * AppRenderer renderer = new AppRenderer();            // one per package: it remembers what revisions share
 * Rendering rendering = renderer.render(revision, Json.NODES.objectNode());
 * if (rendering instanceof RenderedApp app) { ... app.app() ... }
 * else if (rendering instanceof Refused refused) { ... refused.reason() ... }
 * }</pre>
 *
 * Templates and schemas come from strangers; both are kept from reading anything and from running without end
 * (trust.md 0.2, 0.3). Threads that ask one renderer wait for each other; a schema that it gave is for one at a time.
 */
public final class AppRenderer {
    private final Patterns patterns = new Patterns();
    private final Assertions assertions = new Assertions();
    private final TemplateEngine engine = new TemplateEngine();
    private final Map<Content, OptionsSchema> schemas = new HashMap<>();
    private final Map<Content, Defaults> defaults = new HashMap<>();
    private final Map<Content, TemplateOptions> templates = new HashMap<>();
    private final Map<Ingredients, Rendering> renderings = new HashMap<>();

    /** All that a rendering depends on. Its comparison is spelled out: what Java makes of a record takes 40 ms to begin. */
    private record Ingredients(
            Content template,
            @Nullable Content config,
            @Nullable Content resource,
            PackagingVersion packagingVersion,
            ObjectNode options) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Ingredients that
                    && template.equals(that.template)
                    && Objects.equals(config, that.config)
                    && Objects.equals(resource, that.resource)
                    && packagingVersion == that.packagingVersion
                    && options.equals(that.options);
        }

        @Override
        public int hashCode() {
            return Objects.hash(template, config, resource, packagingVersion, options);
        }
    }

    /** The default options of a config.json and what it says of them. */
    private record Defaults(ObjectNode options, OptionsSchema.Verdict verdict) {}

    /**
     * Renders a revision.
     *
     * @param userOptions what the user sets; an empty object for none. Read within {@link JsonLimits#FILE}
     */
    public synchronized Rendering render(Revision revision, ObjectNode userOptions) {
        SourceFile template = revision.template().orElse(null);
        if (template == null) {
            return Refused.of(Reason.NO_TEMPLATE, "there is no marathon.json.mustache");
        }
        RevisionPart config = revision.config().filter(part -> !part.isEmpty()).orElse(null);
        RevisionPart resource =
                revision.resource().filter(part -> !part.isEmpty()).orElse(null);
        Ingredients ingredients = new Ingredients(
                Content.of(template),
                config == null ? null : Content.of(config),
                resource == null ? null : Content.of(resource),
                revision.packagingVersion(),
                userOptions);
        Rendering known = renderings.get(ingredients);
        if (known == null) {
            known = render(template, config, resource, revision.packagingVersion(), userOptions);
            renderings.put(ingredients, known);
        }
        return known;
    }

    /** The revision's template as read; empty where it has none. */
    public synchronized Optional<TemplateOptions> template(Revision revision) {
        return revision.template().map(this::template);
    }

    /** The revision's config.json as the schema of its options; empty where it has none. */
    public synchronized Optional<OptionsSchema> schema(Revision revision) {
        return revision.config().filter(part -> !part.isEmpty()).map(this::schema);
    }

    private Rendering render(
            SourceFile template,
            @Nullable RevisionPart config,
            @Nullable RevisionPart resource,
            PackagingVersion packagingVersion,
            ObjectNode userOptions) {
        ObjectNode options = userOptions;
        List<NotEvaluated> notEvaluated = List.of();
        if (config == null) {
            if (!userOptions.isEmpty()) {
                return Refused.of(Reason.OPTIONS_NOT_ALLOWED, "there is no config.json, so there are no options");
            }
        } else {
            Defaults known = defaults(config);
            options = Options.merge(known.options(), userOptions);
            OptionsSchema.Verdict verdict =
                    userOptions.isEmpty() ? known.verdict() : schema(config).evaluate(options);
            notEvaluated = verdict.notEvaluated();
            if (!verdict.isComplete()) {
                String why = notEvaluated.get(0).reason().text();
                return new Refused(Reason.CONFIG_NOT_EVALUATED, why, 0, List.of(), notEvaluated);
            }
            if (!verdict.isSatisfied()) {
                Violation first = verdict.violations().get(0);
                String detail = (first.optionPointer().isEmpty() ? "" : first.optionPointer() + ": ") + first.message();
                return new Refused(Reason.OPTIONS_INVALID, detail, 0, verdict.violations(), notEvaluated);
            }
        }
        TemplateTags tags = template(template).tags();
        if (!tags.faults().isEmpty()) {
            return Refused.inTemplate(tags.faults().get(0));
        }
        if (resource != null) {
            ObjectNode withResource = Json.NODES.objectNode();
            withResource.set("resource", ResourceValues.of(resource.tree(), packagingVersion));
            options = Options.merge(options, withResource);
        }
        ObjectNode context = options;
        TemplateEngine.Output output = engine.render(tags, TemplateValues.of(context), name -> rawText(context, name));
        if (output.fault() != null) {
            return Refused.inTemplate(output.fault());
        }
        return app(String.valueOf(output.text()), notEvaluated);
    }

    private Defaults defaults(RevisionPart config) {
        return defaults.computeIfAbsent(Content.of(config), key -> {
            ObjectNode options = Options.defaults(config.tree());
            return new Defaults(
                    options,
                    options.isEmpty()
                            ? new OptionsSchema.Verdict(List.of(), List.of())
                            : schema(config).evaluate(options));
        });
    }

    private OptionsSchema schema(RevisionPart config) {
        return schemas.computeIfAbsent(
                Content.of(config), key -> OptionsSchema.of(config.tree(), patterns, assertions));
    }

    private TemplateOptions template(SourceFile template) {
        return templates.computeIfAbsent(Content.of(template), key -> TemplateOptions.of(textOf(template)));
    }

    private static String textOf(SourceFile template) {
        return new String(template.bytes(), StandardCharsets.UTF_8);
    }

    private static String rawText(ObjectNode options, String name) {
        JsonNode option = options.path(name);
        return option.isTextual() ? option.textValue() : "null";
    }

    private static Rendering app(String text, List<NotEvaluated> notEvaluated) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Json.Result result = Json.read(bytes, JsonLimits.RENDERED);
        if (result instanceof Json.Result.Refused refused) {
            JsonFault fault = refused.fault();
            SourcePosition at = SourcePosition.of(bytes, fault.offset());
            return Refused.of(
                    Reason.NOT_AN_APP,
                    "line " + at.line() + ", column " + at.column() + " of what it renders to: " + fault.message());
        }
        JsonDocument document = ((Json.Result.Read) result).document();
        if (!(document.root() instanceof ObjectNode app)) {
            return Refused.of(Reason.NOT_AN_APP, "it renders to JSON, but not to an object");
        }
        JsonNode labels = app.get("labels");
        if (labels != null && !isMapOfTexts(labels)) {
            return Refused.of(Reason.NOT_AN_APP, "its labels are no object of strings");
        }
        List<String> repeated = document.duplicates().stream()
                .map(JsonDocument.Duplicate::pointer)
                .toList();
        return new RenderedApp(app, repeated, text, notEvaluated);
    }

    private static boolean isMapOfTexts(JsonNode labels) {
        if (!labels.isObject()) {
            return false;
        }
        for (JsonNode label : labels) {
            if (!label.isTextual()) {
                return false;
            }
        }
        return true;
    }
}
