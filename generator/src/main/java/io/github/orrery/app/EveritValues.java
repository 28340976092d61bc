package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.SpelledNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * JSON trees as everit wants them. org.json's own parser is never used, for it accepts what is no JSON and takes seconds
 * for one number (trust.md 8.1); equal numbers become equal objects, which everit relies on.
 */
public final class EveritValues {
    private static final int GREATEST_SCALE = 400;
    /** So many characters may be too large for one. */
    private static final int DIGITS_OF_INT = 10;

    private EveritValues() {}

    /** The value of a tree: {@link JSONObject}, {@link JSONArray}, text, number, boolean or {@link JSONObject#NULL}. */
    public static Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                JSONObject object = new JSONObject();
                for (Map.Entry<String, JsonNode> member : node.properties()) {
                    object.put(member.getKey(), of(member.getValue()));
                }
                yield object;
            }
            case ARRAY -> {
                JSONArray array = new JSONArray();
                for (JsonNode element : node) {
                    array.put(of(element));
                }
                yield array;
            }
            case STRING -> node.textValue();
            case NUMBER -> plain(node);
            case BOOLEAN -> node.booleanValue();
            default -> JSONObject.NULL;
        };
    }

    /** For a whole number, however it is spelled, an {@link Integer} or {@link BigInteger}; so everit knows it as one. */
    private static Number plain(JsonNode node) {
        if (node instanceof SpelledNumber spelled
                && spelled.isSpelledAsInteger()
                && spelled.text().length() < DIGITS_OF_INT) {
            return Integer.valueOf(spelled.text());
        }
        BigDecimal value = number(node);
        if (value.scale() > 0) {
            return value;
        }
        BigInteger whole = value.toBigInteger();
        return whole.bitLength() < Integer.SIZE ? (Number) whole.intValue() : whole;
    }

    /** The exact value; where its exponent would make arithmetic endless, the nearest double's, which is about zero. */
    static BigDecimal number(JsonNode number) {
        try {
            BigDecimal exact = number.decimalValue();
            if (Math.abs((long) exact.scale()) <= GREATEST_SCALE) {
                return exact.stripTrailingZeros();
            }
        } catch (NumberFormatException e) {
            // An exponent that no BigDecimal holds, e.g. 0e99999999999: below.
        }
        return new BigDecimal(number.doubleValue()).stripTrailingZeros();
    }

    /** Whether draft 4 calls it an integer: a number without fraction and exponent. */
    static boolean isInteger(JsonNode node) {
        return node instanceof SpelledNumber number ? number.isSpelledAsInteger() : node.isIntegralNumber();
    }
}
