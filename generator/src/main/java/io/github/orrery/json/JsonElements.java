package io.github.orrery.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a long array that is a member of the root object, such as {@code packages} of an index, element by element, so
 * that never more than one of them is in memory. As strict as {@link Json}.
 */
public final class JsonElements {
    /** Takes one element of the array. */
    public interface Sink {
        /** @param number place in the array, from 0 */
        void element(int number, JsonNode element) throws IOException;
    }

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private JsonElements() {}

    /**
     * Reads a whole text, and leaves the stream open.
     *
     * @param member key of the array; other members are read and dropped
     * @param limits for one element, its length in characters; the length of the text is not limited here
     * @return the first fault; its offset is that of the value it was found in, in characters
     * @throws IOException where the stream fails
     */
    public static Optional<JsonFault> read(InputStream text, String member, JsonLimits limits, Sink sink)
            throws IOException {
        OpenReader reader = new OpenReader(
                new InputStreamReader(
                        text,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                limits.bytes());
        try {
            int first = reader.read();
            if (first == BYTE_ORDER_MARK) {
                return fault("json-encoding", 0, "begins with a byte-order mark, expected none (UTF-8)");
            }
            if (first < 0) {
                return fault("json-syntax", 0, "is empty, expected a JSON value");
            }
            reader.unread(first);
            return readRoot(reader, member, limits, sink);
        } catch (CharacterCodingException e) {
            return fault("json-encoding", 0, "is not UTF-8, expected UTF-8 text");
        }
    }

    private static Optional<JsonFault> readRoot(OpenReader text, String member, JsonLimits limits, Sink sink)
            throws IOException {
        try (JsonParser parser = Json.parser(text)) {
            if (parser.nextToken() == null) {
                return fault("json-syntax", 0, "is empty, expected a JSON value");
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return fault("json-syntax", 0, "is no JSON object, expected one with \"" + member + "\"");
            }
            int arrays = readMembers(parser, text, member, limits, sink);
            if (arrays != 1) {
                return fault(
                        "json-syntax",
                        0,
                        (arrays == 0 ? "has no array \"" : "has more than one \"") + member + "\", expected one");
            }
            if (parser.nextToken() != null) {
                return fault("json-syntax", offset(parser), "text after the end of the JSON value, expected nothing");
            }
            return Optional.empty();
        } catch (Json.Refusal refusal) {
            return Optional.of(refusal.fault);
        } catch (JsonEOFException e) {
            return fault("json-syntax", 0, "the text ends within a value, expected the rest of it");
        } catch (JsonParseException e) {
            return fault("json-syntax", charOffset(e), "not JSON: " + withoutSource(e.getOriginalMessage()));
        } catch (StreamConstraintsException e) {
            return fault("json-limit", charOffset(e), "beyond what is read: " + e.getOriginalMessage());
        }
    }

    /** How many arrays of that name there are. */
    private static int readMembers(JsonParser parser, OpenReader text, String member, JsonLimits limits, Sink sink)
            throws IOException {
        Json.TreeReader trees = new Json.TreeReader(parser, limits, true);
        int arrays = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals(member);
            JsonToken value = parser.nextToken();
            if (!wanted || value != JsonToken.START_ARRAY) {
                trees.value(1);
                text.begin();
                continue;
            }
            arrays++;
            for (int number = 0; parser.nextToken() != JsonToken.END_ARRAY; number++) {
                sink.element(number, trees.value(1));
                text.begin();
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "the root does not end");
        }
        return arrays;
    }

    /** Jackson names the reader that it read from, which says nothing to anybody. */
    private static String withoutSource(String message) {
        int source = message.indexOf(" (for ");
        return source < 0 ? message : message.substring(0, source);
    }

    private static int offset(JsonParser parser) {
        return (int) Math.min(
                Integer.MAX_VALUE, Math.max(0, parser.currentTokenLocation().getCharOffset()));
    }

    private static int charOffset(JsonProcessingException e) {
        return e.getLocation() == null
                ? 0
                : (int) Math.min(Integer.MAX_VALUE, Math.max(0, e.getLocation().getCharOffset()));
    }

    private static Optional<JsonFault> fault(String ruleId, int offset, String message) {
        return Optional.of(new JsonFault(ruleId, offset, message));
    }

    /** Is left open, for the rest, by the parser, and ends where one element grows beyond the limit. */
    private static final class OpenReader extends PushbackReader {
        private final int limit;
        private long read;

        OpenReader(Reader reader, int limit) {
            super(reader);
            this.limit = limit;
        }

        /** A new element begins about here. */
        void begin() {
            read = 0;
        }

        @Override
        public int read(char[] characters, int offset, int length) throws IOException {
            int n = super.read(characters, offset, length);
            read += Math.max(0, n);
            if (read > limit) {
                throw new Json.Refusal(
                        new JsonFault("json-limit", 0, "holds a value of more than " + limit + " characters"));
            }
            return n;
        }

        @Override
        public void close() {
            // left to the caller
        }
    }
}
