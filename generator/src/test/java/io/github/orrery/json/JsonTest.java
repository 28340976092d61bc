package io.github.orrery.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.orrery.testing.Texts;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a:1}",
                "{'a':1}",
                "{\"a\":1}trailing",
                "{\"a\":1}{}",
                "{} ,",
                "[01]",
                "[+1]",
                "[.5]",
                "[1.]",
                "[NaN]",
                "[Infinity]",
                "[-]",
                "[0x1]",
                ";",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "{\"a\" 1}",
                "{\"a\":1 /* no */}",
                "// no\n{}",
                "# no\n{}",
                "{\"a\":tru}",
                "{\"a\":True}",
                "[\"\t\"]",
                "[\"\n\"]",
                "[\"\\x41\"]",
                "[\"\\u12\"]",
                "[\"open",
                "{",
                "[",
                "{\"a\"",
                "{\"a\":",
                "}",
                "]",
                "[}",
                "",
                " ",
                "\n\t\r ",
                "\u000b{}",
                "\u00a0{}",
            })
    void isStrict(String text) {
        assertThat(refusal(text).ruleId()).isEqualTo("json-syntax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void otherEncodingsAreRefused(String charset) {
        byte[] text = "{\"name\": \"x\"}".getBytes(Charset.forName(charset));

        assertThat(refusal(text).ruleId()).isEqualTo("json-encoding");
    }

    @Test
    void aNulByteIsRefusedAtItsPlace() {
        assertThat(refusal("{\"\u00e4\": \"\0\"}"))
                .isEqualTo(new JsonFault("json-encoding", 8, "is not UTF-8 (byte 0x00), expected UTF-8 text"));
    }

    @Test
    void latinOneIsRefusedAtItsByte() {
        JsonFault fault = refusal("{\"a\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(fault).isEqualTo(new JsonFault("json-encoding", 7, "is not UTF-8 (byte 0xE9), expected UTF-8 text"));
    }

    @Test
    void badUtf8FarIntoALongTextIsFound() {
        byte[] text = ("\"" + "\u00e4".repeat(50_000) + "x\"").getBytes(StandardCharsets.UTF_8);
        text[text.length - 2] = (byte) 0xff;

        assertThat(refusal(text).offset()).isEqualTo(text.length - 2);
    }

    @Test
    void aByteOrderMarkIsRefused() {
        assertThat(refusal("\ufeff{}").message()).contains("byte-order mark");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\ud800\\ud800", "x\\udfffy", "\\ud83d-\\ude00"})
    void loneSurrogatesAreRefused(String escape) {
        assertThat(refusal("{\"a\":\"" + escape + "\"}").ruleId()).isEqualTo("json-encoding");
        assertThat(refusal("{\"" + escape + "\":1}").ruleId()).isIn("json-encoding", "json-syntax");
    }

    @Test
    void surrogatePairsAreRead() {
        assertThat(read("[\"\\ud83d\\ude00\"]").root().get(0).textValue()).isEqualTo("\ud83d\ude00");
        assertThat(read("{\"\\ud83d\\ude00\":1}").root().fieldNames().next()).isEqualTo("\ud83d\ude00");
    }

    @Test
    void depthIsBounded() {
        assertThat(read("[".repeat(64) + "]".repeat(64)).root().isArray()).isTrue();
        assertThat(refusal("[".repeat(65) + "]".repeat(65)))
                .returns("json-limit", JsonFault::ruleId)
                .returns(64, JsonFault::offset);
        assertThat(refusal("{\"a\":".repeat(65) + "1" + "}".repeat(65)).ruleId())
                .isEqualTo("json-limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"b\":["})
    void hundredThousandLevelsAreRefusedAtOnce(String opening) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(refusal(opening.repeat(100_000)).ruleId()).isEqualTo("json-limit"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e1000000000",
                "-1e400",
                "1E309",
                "1e-1000000000",
                "1e-99999999999999999999",
                "0e99999999999999999999",
                "0.0e-99999999999"
            })
    void numbersThatNoDoubleHoldsAreRefused(String number) {
        assertThat(refusal("[" + number + "]").ruleId()).isEqualTo("json-limit");
    }

    @Test
    void longNumbersAreRefusedAtOnce() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(read("[" + "9".repeat(64) + "]").root().get(0).asText()).hasSize(64);
            assertThat(refusal("[" + "9".repeat(65) + "]").ruleId()).isEqualTo("json-limit");
            assertThat(refusal("[" + "9".repeat(1_000_000) + "]").ruleId()).isEqualTo("json-limit");
            assertThat(refusal("[0, 0." + "9".repeat(1_000_000) + "]"))
                    .isEqualTo(new JsonFault("json-limit", 4, "a number of 1000002 characters, expected at most 64"));
        });
    }

    @Test
    void textsBeyondTwoMebibytesAreRefused() {
        assertThat(refusal("\"" + "a".repeat(2 * 1024 * 1024) + "\"").ruleId()).isEqualTo("json-limit");
        assertThat(read("\"" + "a".repeat(2 * 1024 * 1024 - 2) + "\"").root().textValue())
                .hasSize(2 * 1024 * 1024 - 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0",
                "1",
                "-0.0",
                "-0",
                "2E0",
                "1e-05",
                "1E+2",
                "0.10",
                "123456789012345678901234567890",
                "1.7976931348623157e308",
                "4.9e-324",
                "100000000000000000000.000"
            })
    void numbersKeepTheirSpelling(String number) {
        String text = "{\"n\":" + number + "}";

        assertThat(Texts.compact(read(text).root())).isEqualTo(text);
    }

    @Test
    void numbersAreNumbers() {
        assertThat(read("[12]").root().get(0))
                .asInstanceOf(type(SpelledNumber.class))
                .satisfies(n -> assertThat(n.longValue()).isEqualTo(12))
                .satisfies(n -> assertThat(n.isIntegralNumber()).isTrue());
        SpelledNumber fraction = (SpelledNumber) read("[2.5e1]").root().get(0);
        assertThat(fraction.doubleValue()).isEqualTo(25.0);
        assertThat(fraction.isIntegralNumber()).isFalse();
        assertThat(fraction.canConvertToInt()).isTrue();
        SpelledNumber great =
                (SpelledNumber) read("[9223372036854775808]").root().get(0);
        assertThat(great.canConvertToLong()).isFalse();
        assertThat(great.bigIntegerValue()).isEqualTo(BigInteger.ONE.shiftLeft(63));
    }

    @Test
    void ofEqualKeysTheLastValueStandsAtTheFirstPosition() {
        JsonDocument document = read("{\"a\":1,\"b\":2,\"a\":{\"c\":3},\"b\":4}");

        assertThat(Texts.compact(document.root())).isEqualTo("{\"a\":{\"c\":3},\"b\":4}");
        assertThat(document.duplicates())
                .containsExactly(new JsonDocument.Duplicate("/a", 1, 13), new JsonDocument.Duplicate("/b", 7, 25));
    }

    @Test
    void keysThatAreEscapedDifferentlyAreEqual() {
        assertThat(read("{\"a\":1,\"\\u0061\":2}").duplicates()).hasSize(1);
    }

    @Test
    void equalKeysOfDifferentObjectsAreNoDuplicates() {
        assertThat(read("[{\"a\":{\"a\":1}},{\"a\":1}]").duplicates()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/a, 1, 2",
        "/a/0, 1, 8",
        "/a/0/b, 1, 9",
        "/a/1, 1, 20",
        "/c~1d, 2, 2",
        "/c~1d/e~0f, 2, 10",
        "/m, 3, 2",
    })
    void everyValueHasItsPlace(String pointer, int line, int column) {
        JsonDocument document =
                read("{\"a\": [{\"b\": \"\u00e4\"}, 1],\n \"c/d\": {\"e~f\": \"\ud83d\ude00\"},\n \"m\": 1}");

        assertThat(document.at("f", pointer))
                .returns(line, location -> location.line())
                .returns(column, location -> location.column())
                .returns(pointer, location -> location.pointer());
    }

    @Test
    void columnsCountCodePoints() {
        JsonDocument document = read("{\"x\": \"\u00e4\ud83d\ude00\", \"y\": 1}");

        assertThat(document.at("f", "/y").column()).isEqualTo(13);
    }

    @Test
    void aPointerToNothingNamesTheNearestValueAround() {
        JsonDocument document = read("{\n \"a\": {\n  \"b\": 1}}");

        assertThat(document.at("f", "/a/zz/y").line()).isEqualTo(2);
        assertThat(document.at("f", "/zz").line()).isEqualTo(1);
    }

    @Test
    void ofARepeatedKeyThePlacesAreThoseOfTheLastValue() {
        JsonDocument document = read("{\"a\": {\"x\": 1, \"y\": 2},\n\"a\": {\"x\": 3}}");

        assertThat(document.at("f", "/a/x").line()).isEqualTo(2);
        assertThat(document.at("f", "/a/y").line()).isEqualTo(2);
    }

    @Test
    void manyRepeatedKeysAreFoundInTime() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 180_000; i++) {
            text.append('"').append(i % 90_000).append("\":1,");
        }
        JsonDocument document = read(text.append("\"z\":0}").toString());

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(document.duplicates()).hasSize(90_000));
    }

    @Test
    void manyPlacesOfOneLongLineAreFoundInTime() {
        JsonDocument document = read("[" + "1,".repeat(200_000) + "1]");

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 200_000; i++) {
                Assertions.assertEquals(2 + 2 * i, document.at("f", "/" + i).column());
            }
        });
    }

    @Test
    void everyPrefixOfATextIsRefusedOrRead() {
        byte[] text =
                "{\"a\": [1.5, true, null, \"\u00e4\\u0041\"], \"b\": {\"c\": -2e3}}".getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < text.length; length++) {
            byte[] prefix = Arrays.copyOf(text, length);

            JsonFault fault = refusal(prefix);

            assertThat(fault.offset()).isBetween(0, length);
        }
    }

    private static JsonDocument read(String text) {
        return ((Json.Result.Read) Json.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE)).document();
    }

    private static JsonFault refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonFault refusal(byte[] text) {
        return ((Json.Result.Refused) Json.read(text, JsonLimits.FILE)).fault();
    }
}
