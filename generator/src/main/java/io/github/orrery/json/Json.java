package io.github.orrery.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly and within bounds: RFC 8259 as UTF-8 without a byte-order mark, one value, nothing after it, no
 * lone surrogates. {@link JsonText} writes it.
 */
public final class Json {
    /** What reading gives: the document, or the first fault. */
    public sealed interface Result {
        record Read(JsonDocument document) implements Result {}

        record Refused(JsonFault fault) implements Result {}
    }

    public static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Depth and lengths are counted by ourselves, to say it in our words; the parser's own limits lie above. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /**
     * A thread's table of the keys that it has seen. Jackson copies the table for each text that has a new key, so it is
     * begun anew before it has grown; texts that follow one another have many keys in common.
     */
    private static final class Keys {
        private static final int TEXTS = 64;

        private JsonFactory factory = FACTORY.copy();
        private int texts;

        JsonFactory next() {
            if (++texts > TEXTS) {
                texts = 0;
                factory = FACTORY.copy();
            }
            return factory;
        }
    }

    private static final ThreadLocal<Keys> KEYS = ThreadLocal.withInitial(Keys::new);

    private Json() {}

    /** Reads one text. The array is kept, not copied. */
    public static Result read(byte[] text, JsonLimits limits) {
        if (text.length > limits.bytes()) {
            return refused(
                    "json-limit",
                    0,
                    "is " + text.length + " bytes long, expected at most " + limits.bytes() + " bytes");
        }
        if (isBlank(text)) {
            return refused("json-syntax", 0, "the file is empty, expected a JSON value");
        }
        boolean ascii = isAscii(text);
        JsonFault encoding = ascii ? null : encodingFault(text);
        if (encoding != null) {
            return new Result.Refused(encoding);
        }
        try (JsonParser parser = parser(text)) {
            parser.nextToken();
            TreeReader reader = new TreeReader(parser, limits, mayHoldSurrogates(text, ascii));
            JsonNode root = reader.value(1);
            if (parser.nextToken() != null) {
                return refused(
                        "json-syntax",
                        (int) parser.currentTokenLocation().getByteOffset(),
                        "text after the end of the JSON value, expected nothing");
            }
            return new Result.Read(new JsonDocument(text, root, reader.repeatsKeys));
        } catch (Refusal refusal) {
            return new Result.Refused(refusal.fault);
        } catch (JsonEOFException e) {
            return refused("json-syntax", text.length, "the text ends within a value, expected the rest of it");
        } catch (JsonParseException e) {
            return refused(
                    "json-syntax",
                    (int) Math.max(0, e.getLocation().getByteOffset()),
                    "not JSON: " + e.getOriginalMessage());
        } catch (StreamConstraintsException e) {
            int at = e.getLocation() == null
                    ? 0
                    : (int) Math.max(0, e.getLocation().getByteOffset());
            return refused("json-limit", at, "beyond what is read: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    /** The tree of a text of our own, e.g. a bundled schema. */
    public static JsonNode parseOwn(byte[] text) {
        Result result = read(text, new JsonLimits(Integer.MAX_VALUE, 500, 1000));
        if (result instanceof Result.Read read) {
            return read.document().root();
        }
        throw new IllegalArgumentException(((Result.Refused) result).fault().message());
    }

    /** A key as a segment of a JSON Pointer. */
    public static String escapePointer(String key) {
        return key.indexOf('~') < 0 && key.indexOf('/') < 0
                ? key
                : key.replace("~", "~0").replace("/", "~1");
    }

    /** The key that a segment of a JSON Pointer stands for. */
    public static String unescapePointer(String segment) {
        return segment.indexOf('~') < 0 ? segment : segment.replace("~1", "/").replace("~0", "~");
    }

    static JsonParser parser(byte[] text) throws IOException {
        return KEYS.get().next().createParser(text);
    }

    static JsonParser parser(Reader text) throws IOException {
        return FACTORY.createParser(text);
    }

    private static Result refused(String ruleId, int offset, String message) {
        return new Result.Refused(new JsonFault(ruleId, offset, message));
    }

    private static boolean isBlank(byte[] text) {
        for (byte b : text) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Whether a text holds ASCII only; NUL does not count as such. */
    private static boolean isAscii(byte[] text) {
        for (byte b : text) {
            if (b <= 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a surrogate may stand in a text: as a byte outside ASCII, or escaped. */
    private static boolean mayHoldSurrogates(byte[] text, boolean ascii) {
        if (!ascii) {
            return true;
        }
        for (int i = 1; i < text.length; i++) {
            if (text[i] == 'u' && text[i - 1] == '\\') {
                return true;
            }
        }
        return false;
    }

    private static @Nullable JsonFault encodingFault(byte[] text) {
        if (text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF) {
            return new JsonFault("json-encoding", 0, "begins with a byte-order mark, expected none (UTF-8)");
        }
        for (int i = 0; i < text.length; i++) {
            if (text[i] == 0) { // the parser would take the text for UTF-16 or UTF-32
                return new JsonFault("json-encoding", i, "is not UTF-8 (byte 0x00), expected UTF-8 text");
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(text);
        CharBuffer chars = CharBuffer.allocate(8192);
        CoderResult result;
        do {
            chars.clear();
            result = decoder.decode(bytes, chars, true);
        } while (result.isOverflow());
        if (!result.isError()) {
            return null;
        }
        int at = bytes.position();
        return new JsonFault(
                "json-encoding",
                at,
                String.format(Locale.ROOT, "is not UTF-8 (byte 0x%02X), expected UTF-8 text", text[at]));
    }

    /** Builds the tree; of equal keys the last value stands at the first one's position. */
    static final class TreeReader {
        /** With letter and sign. */
        private static final int LONGEST_EXPONENT = 5;

        private final JsonParser parser;
        private final JsonLimits limits;
        private final boolean mayHoldSurrogates;
        private boolean repeatsKeys;

        TreeReader(JsonParser parser, JsonLimits limits, boolean mayHoldSurrogates) {
            this.parser = parser;
            this.limits = limits;
            this.mayHoldSurrogates = mayHoldSurrogates;
        }

        JsonNode value(int depth) throws IOException {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw fault("json-syntax", "the text ends within a value, expected the rest of it");
            }
            return switch (token) {
                case START_OBJECT -> object(depth);
                case START_ARRAY -> array(depth);
                case VALUE_STRING -> TextNode.valueOf(wellFormed(parser.getText()));
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
                case VALUE_TRUE -> BooleanNode.TRUE;
                case VALUE_FALSE -> BooleanNode.FALSE;
                case VALUE_NULL -> NullNode.getInstance();
                default -> throw fault("json-syntax", "not JSON: unexpected " + token);
            };
        }

        private ObjectNode object(int depth) throws IOException {
            checkDepth(depth);
            ObjectNode object = NODES.objectNode();
            while (next() != JsonToken.END_OBJECT) {
                String key = wellFormed(parser.currentName());
                next();
                if (object.replace(key, value(depth + 1)) != null) {
                    repeatsKeys = true;
                }
            }
            return object;
        }

        private ArrayNode array(int depth) throws IOException {
            checkDepth(depth);
            ArrayNode array = NODES.arrayNode();
            while (next() != JsonToken.END_ARRAY) {
                array.add(value(depth + 1));
            }
            return array;
        }

        private JsonToken next() throws IOException {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw fault("json-syntax", "the text ends within a value, expected the rest of it");
            }
            return token;
        }

        private void checkDepth(int depth) {
            if (depth > limits.depth()) {
                throw fault("json-limit", "objects and arrays nested deeper than " + limits.depth());
            }
        }

        private SpelledNumber number(String spelled) {
            if (spelled.length() > limits.numberLength()) {
                throw fault(
                        "json-limit",
                        "a number of " + spelled.length() + " characters, expected at most " + limits.numberLength());
            }
            if (Double.isInfinite(Double.parseDouble(spelled)) || hasLongExponent(spelled)) {
                throw fault(
                        "json-limit", "the number " + spelled + " is out of range, expected one that a double holds");
            }
            return new SpelledNumber(spelled);
        }

        /** Such numbers are 0 or infinite, and could not be turned into whole numbers in any time. */
        private static boolean hasLongExponent(String spelled) {
            int exponent = Math.max(spelled.indexOf('e'), spelled.indexOf('E'));
            return exponent >= 0 && spelled.length() - exponent > LONGEST_EXPONENT;
        }

        private String wellFormed(String text) {
            if (!mayHoldSurrogates) {
                return text;
            }
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isSurrogate(c)) {
                    boolean pair = Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
                    if (!pair) {
                        throw fault(
                                "json-encoding",
                                String.format(Locale.ROOT, "a lone surrogate \\u%04x, expected a pair", (int) c));
                    }
                    i++;
                }
            }
            return text;
        }

        private Refusal fault(String ruleId, String message) {
            return new Refusal(
                    new JsonFault(ruleId, (int) parser.currentTokenLocation().getByteOffset(), message));
        }
    }

    /** Ends reading at the first fault; never leaves this package. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final transient JsonFault fault;

        Refusal(JsonFault fault) {
            super(fault.message(), null, false, false);
            this.fault = fault;
        }
    }
}
