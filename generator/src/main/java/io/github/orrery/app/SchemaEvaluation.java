package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.app.NotEvaluated.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.everit.json.schema.regexp.Regexp;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a schema and a value side by side. It knows the keywords that lead to further schemas and values;
 * what a keyword says of a value alone, {@link Assertions} answers. A part that cannot be judged counts as satisfied,
 * and so does a combination that contains one. Keywords of the wrong type are passed over: the meta-schema reports them.
 */
final class SchemaEvaluation {
    private static final int DEEPEST = 400;
    private static final long MOST_WORK = 20_000_000;
    private static final int MOST_VIOLATIONS = 1000;

    private final Patterns patterns;
    private final Assertions assertions;
    private final @Nullable SchemaReferences references;
    private final Set<NotEvaluated> notEvaluated = new LinkedHashSet<>();
    private List<Violation> violations = new ArrayList<>();
    private boolean uncertain;
    private long work;

    SchemaEvaluation(Patterns patterns, Assertions assertions, @Nullable SchemaReferences references) {
        this.patterns = patterns;
        this.assertions = assertions;
        this.references = references;
    }

    OptionsSchema.Verdict run(ObjectNode schema, JsonNode value) {
        try {
            if (isDeeperThan(value, DEEPEST)) {
                throw new Stop(new NotEvaluated(Reason.TOO_DEEP, "", ""));
            }
            apply(schema, Pointer.ROOT, value, Pointer.ROOT, 0);
            return new OptionsSchema.Verdict(violations, List.copyOf(notEvaluated));
        } catch (Stop stop) {
            return new OptionsSchema.Verdict(List.of(), List.of(stop.reason));
        }
    }

    private void apply(ObjectNode schema, Pointer where, JsonNode value, Pointer at, int depth) {
        spend(1L + schema.size(), where);
        if (depth > DEEPEST) {
            throw new Stop(new NotEvaluated(Reason.TOO_DEEP, where.toString(), ""));
        }
        if (references != null && Subschemas.isReference(schema)) {
            followReference(references, schema, where, value, at, depth);
            return;
        }
        boolean enumerated = false;
        boolean bounded = false;
        boolean structured = false;
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            switch (member.getKey()) {
                case "type" -> checkType(member.getValue(), where, value, at);
                case "enum" -> enumerated = member.getValue().isArray();
                case "minimum", "maximum", "multipleOf" -> bounded |= value.isNumber();
                case "minLength", "maxLength", "pattern", "format" -> bounded |= value.isTextual();
                case "minItems", "maxItems", "uniqueItems" -> bounded |= value.isArray();
                case "minProperties", "maxProperties" -> bounded |= value.isObject();
                case "properties", "patternProperties", "additionalProperties", "required", "dependencies" ->
                    structured |= value.isObject();
                case "items" -> structured |= value.isArray();
                case "allOf" -> all(member.getValue(), where.at("allOf"), value, at, depth);
                case "anyOf" -> some(member.getValue(), where, "anyOf", value, at, depth);
                case "oneOf" -> some(member.getValue(), where, "oneOf", value, at, depth);
                case "not" -> not(member.getValue(), where, value, at, depth);
                default -> {}
            }
        }
        if (enumerated) {
            JsonNode possible = schema.get("enum");
            spend((1L + weight(value)) * possible.size() + weight(possible), where);
            report(assertions.enumeration(possible, value), where, at);
        }
        if (bounded) {
            checkAlone(schema, where, value, at);
        }
        if (structured && value.isObject()) {
            walkObject(schema, where, (ObjectNode) value, at, depth);
        } else if (structured) {
            walkArray(schema, where, value, at, depth);
        }
    }

    private void followReference(
            SchemaReferences known, ObjectNode schema, Pointer where, JsonNode value, Pointer at, int depth) {
        SchemaReferences.Resolution resolution = known.resolve(schema);
        SchemaReferences.Target target = resolution.target();
        if (target == null) {
            passOver(
                    resolution.elsewhere() ? Reason.REFERENCE_ELSEWHERE : Reason.REFERENCE_UNRESOLVED,
                    where.at("$ref"),
                    schema.path("$ref").textValue());
        } else {
            apply(target.schema(), target.where(), value, at, depth + 1);
        }
    }

    private void checkType(JsonNode type, Pointer where, JsonNode value, Pointer at) {
        boolean matches = type.isTextual() ? isOfType(value, type.textValue()) : !type.isArray();
        if (type.isArray()) {
            for (JsonNode each : type) {
                matches |= isOfType(value, each.asText());
            }
        }
        if (!matches) {
            String expected = type.isTextual() ? type.textValue() : "one of " + type;
            violate(at, where, "type", "expected " + expected + ", found " + nameOf(value));
        }
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "integer" -> value.isNumber() && EveritValues.isInteger(value);
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> true;
        };
    }

    private static String nameOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a string";
            case BOOLEAN -> "a boolean";
            case NUMBER -> EveritValues.isInteger(value) ? "an integer" : "a number";
            default -> "null";
        };
    }

    private void checkAlone(ObjectNode schema, Pointer where, JsonNode value, Pointer at) {
        if (value.isNumber()) {
            report(assertions.number(schema, value), where, at);
        } else if (value.isTextual()) {
            String text = value.textValue();
            spend(text.length() / 16, where);
            if (text.length() > Assertions.LONGEST_FORMATTED
                    && Assertions.isFormat(schema.path("format").asText(""))) {
                passOver(Reason.TEXT_TOO_LONG, where.at("format"), "");
            }
            report(assertions.text(schema, pattern(schema, where, text), text), where, at);
        } else if (value.isArray()) {
            spend(weight(value), where);
            if (schema.path("uniqueItems").asBoolean(false)) {
                spend(weight(value) * value.size(), where);
            }
            report(assertions.array(schema, value), where, at);
        } else {
            spend(weight(value), where);
            report(assertions.object(schema, value), where, at);
        }
    }

    private @Nullable Regexp pattern(ObjectNode schema, Pointer where, String text) {
        JsonNode pattern = schema.get("pattern");
        return pattern != null && pattern.isTextual() ? runnable(pattern.textValue(), where.at("pattern"), text) : null;
    }

    /** The pattern, its work on the text already paid for; null where it is not run. */
    private @Nullable Regexp runnable(String pattern, Pointer where, String text) {
        if (patterns.get(pattern) instanceof Patterns.Usable usable) {
            spend(1L + (long) usable.states() * text.length() / 4, where);
            return usable.regexp();
        }
        passOver(((Patterns.Unusable) patterns.get(pattern)).reason(), where, pattern);
        return null;
    }

    private void walkObject(ObjectNode schema, Pointer where, ObjectNode value, Pointer at, int depth) {
        JsonNode properties = schema.path("properties");
        JsonNode byPattern = schema.path("patternProperties");
        JsonNode additional = schema.path("additionalProperties");
        for (JsonNode required : schema.path("required")) {
            if (required.isTextual() && !value.has(required.textValue())) {
                String name = required.textValue();
                boolean described = properties.path(name).isObject();
                violate(
                        at,
                        described ? where.at("properties").at(name) : where,
                        "required",
                        "the required member \"" + shortened(name) + "\" is missing");
            }
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String name = member.getKey();
            JsonNode own = properties.get(name);
            boolean known = own != null;
            if (own instanceof ObjectNode inner) {
                apply(inner, where.at("properties").at(name), member.getValue(), at.at(name), depth + 1);
            }
            if (!byPattern.isEmpty()) {
                known |= matchPatterns(byPattern, where.at("patternProperties"), name, member.getValue(), at, depth);
            }
            if (!known && additional instanceof ObjectNode inner) {
                apply(inner, where.at("additionalProperties"), member.getValue(), at.at(name), depth + 1);
            } else if (!known && additional.isBoolean() && !additional.booleanValue()) {
                violate(
                        at.at(name),
                        where,
                        "additionalProperties",
                        "the member \"" + shortened(name) + "\" is not allowed");
            }
        }
        if (schema.get("dependencies") instanceof ObjectNode dependencies) {
            for (Map.Entry<String, JsonNode> dependency : dependencies.properties()) {
                if (value.has(dependency.getKey())) {
                    depend(dependency.getKey(), dependency.getValue(), where, value, at, depth);
                }
            }
        }
    }

    private boolean matchPatterns(
            JsonNode byPattern, Pointer where, String name, JsonNode value, Pointer at, int depth) {
        boolean known = false;
        for (Map.Entry<String, JsonNode> entry : byPattern.properties()) {
            Regexp regexp = runnable(entry.getKey(), where.at(entry.getKey()), name);
            if (regexp == null) {
                known = true; // it may match
            } else if (regexp.patternMatchingFailure(name).isEmpty()) {
                known = true;
                if (entry.getValue() instanceof ObjectNode inner) {
                    apply(inner, where.at(entry.getKey()), value, at.at(name), depth + 1);
                }
            }
        }
        return known;
    }

    private void depend(String name, JsonNode dependency, Pointer where, ObjectNode value, Pointer at, int depth) {
        if (dependency instanceof ObjectNode inner) {
            apply(inner, where.at("dependencies").at(name), value, at, depth + 1);
        }
        for (JsonNode needed : dependency.isArray() ? dependency : List.<JsonNode>of()) {
            if (needed.isTextual() && !value.has(needed.textValue())) {
                violate(
                        at,
                        where,
                        "dependencies",
                        "the member \"" + shortened(needed.textValue()) + "\" is missing, which \"" + shortened(name)
                                + "\" depends on");
            }
        }
    }

    private void walkArray(ObjectNode schema, Pointer where, JsonNode value, Pointer at, int depth) {
        JsonNode items = schema.path("items");
        JsonNode additional = schema.path("additionalItems");
        for (int i = 0; i < value.size(); i++) {
            if (items instanceof ObjectNode inner) {
                apply(inner, where.at("items"), value.get(i), at.at(i), depth + 1);
            } else if (items.get(i) instanceof ObjectNode inner) {
                apply(inner, where.at("items").at(i), value.get(i), at.at(i), depth + 1);
            } else if (items.isArray() && i >= items.size() && additional instanceof ObjectNode inner) {
                apply(inner, where.at("additionalItems"), value.get(i), at.at(i), depth + 1);
            } else if (items.isArray() && i >= items.size() && additional.isBoolean() && !additional.booleanValue()) {
                violate(at.at(i), where, "additionalItems", "expected at most " + items.size() + " elements");
                return;
            }
        }
    }

    private void all(JsonNode schemas, Pointer where, JsonNode value, Pointer at, int depth) {
        for (int i = 0; schemas.isArray() && i < schemas.size(); i++) {
            if (schemas.get(i) instanceof ObjectNode inner) {
                apply(inner, where.at(i), value, at, depth + 1);
            }
        }
    }

    private void some(JsonNode schemas, Pointer where, String keyword, JsonNode value, Pointer at, int depth) {
        int matching = 0;
        boolean unknown = false;
        List<Violation> closest = List.of();
        for (int i = 0; schemas.isArray() && i < schemas.size(); i++) {
            if (schemas.get(i) instanceof ObjectNode inner) {
                Attempt attempt = attempt(inner, where.at(keyword).at(i), value, at, depth);
                matching += attempt.violations().isEmpty() ? 1 : 0;
                unknown |= attempt.uncertain();
                if (closest.isEmpty() || attempt.violations().size() < closest.size()) {
                    closest = attempt.violations();
                }
            }
        }
        uncertain |= unknown;
        if (unknown || !schemas.isArray() || schemas.isEmpty()) {
            return;
        }
        if (matching == 0) {
            violate(at, where, keyword, "matches none of the alternatives; closest: " + messages(closest));
        } else if (matching > 1 && keyword.equals("oneOf")) {
            violate(at, where, keyword, "matches " + matching + " of the alternatives, expected exactly one");
        }
    }

    private static String messages(List<Violation> violations) {
        StringBuilder text = new StringBuilder();
        for (Violation each : violations) {
            if (text.length() < 200) {
                text.append(text.isEmpty() ? "" : ", ").append(each.message());
            }
        }
        return text.toString();
    }

    private void not(JsonNode schema, Pointer where, JsonNode value, Pointer at, int depth) {
        if (schema instanceof ObjectNode inner) {
            Attempt attempt = attempt(inner, where.at("not"), value, at, depth);
            uncertain |= attempt.uncertain();
            if (attempt.violations().isEmpty() && !attempt.uncertain()) {
                violate(at, where, "not", "matches what is ruled out");
            }
        }
    }

    /** What a schema would say that does not have to hold. */
    private record Attempt(List<Violation> violations, boolean uncertain) {}

    private Attempt attempt(ObjectNode schema, Pointer where, JsonNode value, Pointer at, int depth) {
        List<Violation> outer = violations;
        boolean outerUncertain = uncertain;
        violations = new ArrayList<>();
        uncertain = false;
        apply(schema, where, value, at, depth + 1);
        Attempt attempt = new Attempt(violations, uncertain);
        violations = outer;
        uncertain = outerUncertain;
        return attempt;
    }

    private void report(List<Assertions.Objection> objections, Pointer where, Pointer at) {
        for (Assertions.Objection objection : objections) {
            violate(at, where, objection.keyword(), objection.message());
        }
    }

    private void violate(Pointer at, Pointer where, String keyword, String message) {
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add(new Violation(at.toString(), where.toString(), keyword, message));
        }
    }

    private void passOver(Reason reason, Pointer where, String value) {
        uncertain = true;
        notEvaluated.add(new NotEvaluated(reason, where.toString(), value));
    }

    private void spend(long steps, Pointer where) {
        work += steps;
        if (work > MOST_WORK) {
            throw new Stop(new NotEvaluated(Reason.TOO_MUCH_WORK, where.toString(), ""));
        }
    }

    /** About how much there is to compare: values, and sixteen characters of text as one. */
    private static long weight(JsonNode value) {
        long weight = 1L + (value.isTextual() ? value.textValue().length() / 16 : 0);
        for (JsonNode inner : value) {
            weight += weight(inner);
        }
        return weight;
    }

    private static boolean isDeeperThan(JsonNode value, int levels) {
        if (levels < 0) {
            return true;
        }
        for (JsonNode inner : value) {
            if (inner.isContainerNode() && isDeeperThan(inner, levels - 1)) {
                return true;
            }
        }
        return false;
    }

    private static String shortened(String name) {
        return name.length() > 80 ? name.substring(0, 80) + "..." : name;
    }

    /** Ends the walk; never leaves this class. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient NotEvaluated reason;

        Stop(NotEvaluated reason) {
            super(reason.reason().text(), null, false, false);
            this.reason = reason;
        }
    }
}
