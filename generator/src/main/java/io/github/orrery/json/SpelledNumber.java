package io.github.orrery.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A number that remembers how its source spelled it: {@code 1.0}, {@code 2E0} and {@code -0.0} are written again as
 * they were read. Two are equal when they are spelled alike.
 */
public final class SpelledNumber extends NumericNode {
    private static final long serialVersionUID = 1L;

    private final String text;

    /** @param text a JSON number within the limits of {@link JsonLimits} */
    public SpelledNumber(String text) {
        this.text = text;
    }

    /** The number as it stands in the source. */
    public String text() {
        return text;
    }

    /** Whether a number has no fraction, e.g. {@code 2E0} and {@code 1.0}. */
    public static boolean isWhole(BigDecimal value) {
        return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    }

    /** Whether it is written without fraction and exponent. */
    public boolean isSpelledAsInteger() {
        return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }

    @Override
    public JsonToken asToken() {
        return isSpelledAsInteger() ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
    }

    @Override
    public JsonParser.NumberType numberType() {
        return isSpelledAsInteger() ? JsonParser.NumberType.BIG_INTEGER : JsonParser.NumberType.BIG_DECIMAL;
    }

    @Override
    public boolean isIntegralNumber() {
        return isSpelledAsInteger();
    }

    @Override
    public boolean isFloatingPointNumber() {
        return !isSpelledAsInteger();
    }

    @Override
    public Number numberValue() {
        return isSpelledAsInteger() ? bigIntegerValue() : decimalValue();
    }

    @Override
    public int intValue() {
        return decimalValue().intValue();
    }

    @Override
    public long longValue() {
        return decimalValue().longValue();
    }

    @Override
    public double doubleValue() {
        return Double.parseDouble(text);
    }

    @Override
    public BigDecimal decimalValue() {
        return new BigDecimal(text);
    }

    @Override
    public BigInteger bigIntegerValue() {
        return decimalValue().toBigInteger();
    }

    @Override
    public boolean canConvertToInt() {
        return isWithin(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public boolean canConvertToLong() {
        return isWithin(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private boolean isWithin(long least, long greatest) {
        BigDecimal value = decimalValue();
        return value.compareTo(BigDecimal.valueOf(least)) >= 0 && value.compareTo(BigDecimal.valueOf(greatest)) <= 0;
    }

    @Override
    public String asText() {
        return text;
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        generator.writeNumber(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpelledNumber number && number.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
