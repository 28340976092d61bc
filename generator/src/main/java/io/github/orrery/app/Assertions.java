package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.everit.json.schema.ArraySchema;
import org.everit.json.schema.EnumSchema;
import org.everit.json.schema.FormatValidator;
import org.everit.json.schema.NumberSchema;
import org.everit.json.schema.ObjectSchema;
import org.everit.json.schema.Schema;
import org.everit.json.schema.StringSchema;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.Validator;
import org.everit.json.schema.internal.URIV4FormatValidator;
import org.everit.json.schema.regexp.Regexp;
import org.jspecify.annotations.Nullable;

/**
 * Asks everit about one value and the keywords that say something of it alone: bounds, lengths, patterns, formats,
 * enumerations. The schemas within one another are {@link SchemaEvaluation}'s business, so everit never recurses, never
 * follows a reference and never sees a regular expression that it would run itself. For one thread.
 */
final class Assertions {
    /** Texts longer than this are not held against a format: everit's checks of them are not linear. */
    static final int LONGEST_FORMATTED = 2048;

    private static final Map<String, FormatValidator> FORMATS = Map.of(
            "date-time", FormatValidator.forFormat("date-time"),
            "email", FormatValidator.forFormat("email"),
            "ipv4", FormatValidator.forFormat("ipv4"),
            "ipv6", FormatValidator.forFormat("ipv6"),
            "uri", new URIV4FormatValidator(),
            "hostname", new Hostname());

    private static final int LONGEST_MESSAGE = 300;

    /** What everit has against a value. */
    record Objection(String keyword, String message) {}

    private final Validator validator = Validator.builder().build();
    private final Map<JsonNode, Schema> enumerations = new HashMap<>();

    List<Objection> enumeration(JsonNode possible, JsonNode value) {
        Schema schema = enumerations.computeIfAbsent(possible, key -> {
            List<Object> values = new ArrayList<>();
            possible.forEach(each -> values.add(EveritValues.of(each)));
            return EnumSchema.builder().possibleValues(values).build();
        });
        return objections(schema, EveritValues.of(value));
    }

    List<Objection> number(ObjectNode schema, JsonNode value) {
        NumberSchema.Builder rules = NumberSchema.builder();
        BigDecimal minimum = numberOf(schema, "minimum");
        if (minimum != null) {
            rules.minimum(minimum)
                    .exclusiveMinimum(schema.path("exclusiveMinimum").asBoolean(false));
        }
        BigDecimal maximum = numberOf(schema, "maximum");
        if (maximum != null) {
            rules.maximum(maximum)
                    .exclusiveMaximum(schema.path("exclusiveMaximum").asBoolean(false));
        }
        BigDecimal multipleOf = numberOf(schema, "multipleOf");
        if (multipleOf != null && multipleOf.signum() > 0) {
            rules.multipleOf(multipleOf);
        }
        return objections(rules.build(), EveritValues.number(value));
    }

    List<Objection> text(ObjectNode schema, @Nullable Regexp pattern, String value) {
        StringSchema.Builder rules = StringSchema.builder();
        rules.minLength(count(schema, "minLength"));
        rules.maxLength(count(schema, "maxLength"));
        if (pattern != null) {
            rules.pattern(pattern);
        }
        FormatValidator format = FORMATS.get(schema.path("format").asText(""));
        if (format != null && value.length() <= LONGEST_FORMATTED) {
            rules.formatValidator(format);
        }
        return objections(rules.build(), value);
    }

    List<Objection> array(ObjectNode schema, JsonNode value) {
        ArraySchema.Builder rules = ArraySchema.builder();
        rules.minItems(count(schema, "minItems"));
        rules.maxItems(count(schema, "maxItems"));
        rules.uniqueItems(schema.path("uniqueItems").asBoolean(false));
        return objections(rules.build(), EveritValues.of(value));
    }

    List<Objection> object(ObjectNode schema, JsonNode value) {
        ObjectSchema.Builder rules = ObjectSchema.builder();
        rules.minProperties(count(schema, "minProperties"));
        rules.maxProperties(count(schema, "maxProperties"));
        return objections(rules.build(), EveritValues.of(value));
    }

    static boolean isFormat(String name) {
        return FORMATS.containsKey(name);
    }

    private List<Objection> objections(Schema schema, Object value) {
        try {
            validator.performValidation(schema, value);
            return List.of();
        } catch (ValidationException e) {
            List<Objection> found = new ArrayList<>();
            collect(e, found);
            return found;
        }
    }

    private static void collect(ValidationException e, List<Objection> found) {
        if (e.getCausingExceptions().isEmpty()) {
            String message = e.getErrorMessage();
            String shown = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "..." : message;
            found.add(new Objection(e.getKeyword(), shown));
        }
        e.getCausingExceptions().forEach(cause -> collect(cause, found));
    }

    private static @Nullable BigDecimal numberOf(ObjectNode schema, String keyword) {
        JsonNode number = schema.get(keyword);
        return number != null && number.isNumber() ? EveritValues.number(number) : null;
    }

    private static @Nullable Integer count(ObjectNode schema, String keyword) {
        BigDecimal number = numberOf(schema, keyword);
        return number == null ? null : (int) Math.min(Integer.MAX_VALUE, Math.max(0, number.doubleValue()));
    }
}
