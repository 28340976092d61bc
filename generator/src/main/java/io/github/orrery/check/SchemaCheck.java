package io.github.orrery.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.app.EveritValues;
import io.github.orrery.json.Json;
import io.github.orrery.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.everit.json.schema.ArraySchema;
import org.everit.json.schema.BooleanSchema;
import org.everit.json.schema.CombinedSchema;
import org.everit.json.schema.EnumSchema;
import org.everit.json.schema.NumberSchema;
import org.everit.json.schema.ObjectSchema;
import org.everit.json.schema.ReferenceSchema;
import org.everit.json.schema.Schema;
import org.everit.json.schema.StringSchema;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.loader.SchemaLoader;
import org.everit.json.schema.regexp.JavaUtilRegexpFactory;
import org.everit.json.schema.regexp.Regexp;

/**
 * One of the bundled JSON Schemas, loaded once when first asked for. The values that it is run on come from strangers,
 * the schemas never do. Safe for use by several threads.
 */
final class SchemaCheck {
    private static final Map<String, SchemaCheck> LOADED = new ConcurrentHashMap<>();

    private static final int MOST_NAMES_SHOWN = 8;
    private static final String END_OF_TEXT = "\\z";

    /**
     * Violations by place, and which objects were asked for all their members that should not be there.
     */
    private record Collected(Map<String, SchemaViolation> found, Set<String> asked) {
        void add(SchemaViolation violation) {
            found.putIfAbsent(violation.pointer(), violation);
        }
    }

    private final Schema schema;
    private final String subject;

    private SchemaCheck(Schema schema, String subject) {
        this.schema = schema;
        this.subject = subject;
    }

    /** A whole schema, e.g. {@code command-schema.json}. */
    static SchemaCheck of(String file) {
        return LOADED.computeIfAbsent(file, key -> new SchemaCheck(load(resource(file)), file.replace("-schema", "")));
    }

    /** One definition of a schema, as if it were all of it: e.g. {@code package-4.0} of {@code package-schema.json}. */
    static SchemaCheck of(String file, String definition) {
        return LOADED.computeIfAbsent(file + "#" + definition, key -> {
            ObjectNode whole = resource(file);
            ObjectNode shape = whole.path("definitions").path(definition).deepCopy();
            shape.put("type", "object");
            shape.set("definitions", whole.path("definitions"));
            return new SchemaCheck(
                    load(shape), "packaging version " + definition.substring(definition.indexOf('-') + 1));
        });
    }

    boolean accepts(JsonNode value) {
        try {
            schema.validate(EveritValues.of(value));
            return true;
        } catch (ValidationException e) {
            return false;
        }
    }

    /** Everything about the value that the schema refuses, at most one violation per place. */
    List<SchemaViolation> violations(JsonNode value) {
        try {
            schema.validate(EveritValues.of(value));
            return List.of();
        } catch (ValidationException e) {
            Collected collected = new Collected(new LinkedHashMap<>(), new HashSet<>());
            collect(e, value, collected);
            return List.copyOf(collected.found.values());
        }
    }

    private void collect(ValidationException e, JsonNode root, Collected collected) {
        List<ValidationException> causes = e.getCausingExceptions();
        if (causes.isEmpty()) {
            if (collected.asked.add(e.getKeyword() + e.getPointerToViolation())) {
                describe(e, root).forEach(collected::add);
            }
            return;
        }
        String own = e.getPointerToViolation();
        boolean isChoice = "anyOf".equals(e.getKeyword()) || "oneOf".equals(e.getKeyword());
        List<ValidationException> telling = isChoice
                ? causes.stream().filter(cause -> !isOfOtherKind(cause, own)).toList()
                : causes;
        if (telling.isEmpty()) {
            SchemaViolation none = wrongType(pointer(e), root, kind(e.getViolatedSchema()));
            collected.add(none);
            return;
        }
        telling.forEach(cause -> collect(cause, root, collected));
    }

    /** Whether an alternative is for values of another kind, so that what it demands says nothing of this one. */
    private static boolean isOfOtherKind(ValidationException alternative, String place) {
        if (!Objects.equals(alternative.getPointerToViolation(), place)) {
            return false;
        }
        boolean isWhole = "allOf".equals(alternative.getKeyword());
        return isWhole
                ? alternative.getCausingExceptions().stream().anyMatch(cause -> isOfOtherKind(cause, place))
                : "type".equals(alternative.getKeyword());
    }

    private List<SchemaViolation> describe(ValidationException e, JsonNode root) {
        String pointer = pointer(e);
        JsonNode value = SchemaWords.at(root, pointer);
        Schema violated = e.getViolatedSchema();
        String keyword = Optional.ofNullable(e.getKeyword()).orElse("");
        String is = SchemaWords.subject(pointer) + " is " + SchemaWords.value(value);
        if (violated instanceof ObjectSchema object && keyword.equals("required")) {
            return object.getRequiredProperties().stream()
                    .filter(name -> !value.has(name) && !isMisspelled(name, value, object))
                    .map(name -> missing(pointer, name, object))
                    .toList();
        }
        if (violated instanceof ObjectSchema object && keyword.equals("additionalProperties")) {
            List<SchemaViolation> extra = new ArrayList<>();
            value.fieldNames().forEachRemaining(name -> {
                if (!object.getPropertySchemas().containsKey(name)) {
                    extra.add(unknown(pointer, name, object));
                }
            });
            return extra;
        }
        if (keyword.equals("type")) {
            return List.of(wrongType(pointer, root, kind(violated)));
        }
        if (violated instanceof EnumSchema choice) {
            return List.of(new SchemaViolation(
                    pointer, keyword, is + ", expected " + SchemaWords.choice(choice.getPossibleValuesAsList())));
        }
        if (violated instanceof StringSchema string && keyword.equals("pattern")) {
            return List.of(new SchemaViolation(
                    pointer,
                    keyword,
                    is + ", expected "
                            + SchemaWords.pattern(asWritten(
                                    Objects.requireNonNull(string.getPattern()).pattern()))));
        }
        return List.of(
                new SchemaViolation(pointer, keyword, SchemaWords.other(keyword, pointer, value, e.getErrorMessage())));
    }

    private static SchemaViolation wrongType(String pointer, JsonNode root, String expected) {
        return new SchemaViolation(
                pointer,
                "type",
                SchemaWords.subject(pointer) + " is " + SchemaWords.value(SchemaWords.at(root, pointer)) + ", expected "
                        + expected);
    }

    /** Then the misspelled member is the mistake, and it is reported. */
    private static boolean isMisspelled(String name, JsonNode value, ObjectSchema object) {
        return !object.permitsAdditionalProperties()
                && nearest(
                                name,
                                value.properties().stream()
                                        .map(Map.Entry::getKey)
                                        .collect(Collectors.toSet()))
                        .isPresent();
    }

    private static SchemaViolation missing(String pointer, String name, ObjectSchema object) {
        Schema member = object.getPropertySchemas().get(name);
        String path = pointer + "/" + Json.escapePointer(name);
        return new SchemaViolation(
                path,
                "required",
                SchemaWords.subject(path) + " is missing, expected " + (member == null ? "it" : kind(member)));
    }

    private SchemaViolation unknown(String pointer, String name, ObjectSchema object) {
        Set<String> known = object.getPropertySchemas().keySet();
        String path = pointer + "/" + Json.escapePointer(name);
        String expected = nearest(name, known)
                .map(near -> "did you mean " + Problem.quote(near) + "?")
                .orElse(
                        known.size() > MOST_NAMES_SHOWN
                                ? "expected only members of " + subject
                                : "expected only " + SchemaWords.choice(new TreeSet<>(known)));
        return new SchemaViolation(
                path, "additionalProperties", SchemaWords.subject(path) + " is not allowed here, " + expected);
    }

    private static Optional<String> nearest(String name, Set<String> known) {
        return known.stream()
                .filter(candidate -> EditDistance.isAtMostOne(candidate, name))
                .sorted()
                .findFirst();
    }

    /** What a schema expects, in words: {@code an array of strings}. */
    private static String kind(Schema expected) {
        if (expected instanceof ReferenceSchema reference) {
            return kind(reference.getReferredSchema());
        }
        if (expected instanceof StringSchema) {
            return "a string";
        }
        if (expected instanceof BooleanSchema) {
            return "true or false";
        }
        if (expected instanceof NumberSchema number) {
            return number.requiresInteger() ? "a whole number" : "a number";
        }
        if (expected instanceof EnumSchema choice) {
            return SchemaWords.choice(choice.getPossibleValuesAsList());
        }
        if (expected instanceof ArraySchema array) {
            Schema element = array.getAllItemSchema();
            return element != null && kind(element).equals("a string") ? "an array of strings" : "an array";
        }
        if (expected instanceof ObjectSchema) {
            return "an object";
        }
        if (expected instanceof CombinedSchema combined) {
            Set<String> kinds = new LinkedHashSet<>();
            combined.getSubschemas().forEach(part -> kinds.add(kind(part)));
            kinds.remove("a value");
            boolean all = combined.getCriterion() == CombinedSchema.ALL_CRITERION;
            if (kinds.isEmpty()) {
                return "a value";
            }
            // The library keeps the parts of a whole in no order; the longest text says the most.
            return all
                    ? Collections.max(
                            kinds, Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                    : String.join(" or ", kinds);
        }
        return "a value";
    }

    /** The pointer without the {@code #} of a URI fragment; segments are escaped as in RFC 6901. */
    private static String pointer(ValidationException e) {
        String fragment = Optional.ofNullable(e.getPointerToViolation()).orElse("#");
        return fragment.substring(1);
    }

    private static Schema load(JsonNode tree) {
        return SchemaLoader.builder()
                .schemaJson(EveritValues.of(tree))
                .regexpFactory(SchemaCheck::wholeText)
                .schemaClient(url -> {
                    throw new IllegalStateException("our schemas stand alone, but one refers to " + url);
                })
                .build()
                .load()
                .build();
    }

    private static ObjectNode resource(String file) {
        try (InputStream in = SchemaCheck.class.getResourceAsStream("/io/github/orrery/schema/" + file)) {
            return (ObjectNode) Json.parseOwn(Objects.requireNonNull(in, file).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled schema " + file + " cannot be read", e);
        }
    }

    /**
     * A pattern whose {@code $} is the end of the text, not also the place before a last line end. A group that repeats
     * up to there does so without recursion, which a long text would make too deep.
     */
    private static Regexp wholeText(String regex) {
        String whole = regex.endsWith("$") ? regex.substring(0, regex.length() - 1) + END_OF_TEXT : regex;
        return new JavaUtilRegexpFactory().createHandler(whole.replace(")*" + END_OF_TEXT, ")*+" + END_OF_TEXT));
    }

    private static String asWritten(String wholeText) {
        return wholeText.replace(")*+" + END_OF_TEXT, ")*$").replace(END_OF_TEXT, "$");
    }
}
