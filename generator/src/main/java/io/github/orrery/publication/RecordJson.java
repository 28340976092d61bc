package io.github.orrery.publication;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.json.SpelledNumber;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Reads and writes the members of our records. What stands at a destination is not trusted to be ours. */
public final class RecordJson {
    private static final JsonLimits LIMITS = new JsonLimits(256 * 1024 * 1024, 8, 20);

    private RecordJson() {}

    public static JsonNode object(String key, byte[] bytes) throws IOException {
        Json.Result result = Json.read(bytes, LIMITS);
        if (result instanceof Json.Result.Refused refused) {
            throw foreign(key, refused.fault().message());
        }
        JsonNode root = ((Json.Result.Read) result).document().root();
        if (!root.isObject() || !root.path("format").asText().equals("1")) {
            throw foreign(key, "its format is not 1");
        }
        return root;
    }

    public static long number(String key, JsonNode object, String member) throws IOException {
        String text = object.path(member).asText();
        if (!object.path(member).isNumber() || !text.matches("[0-9]{1,18}")) {
            throw foreign(key, member + " is no whole number");
        }
        return Long.parseLong(text);
    }

    public static String sum(String key, JsonNode object, String member) throws IOException {
        String text = object.path(member).asText();
        if (!Sha256.isSum(text)) {
            throw foreign(key, member + " is no SHA-256");
        }
        return text;
    }

    public static String text(String key, JsonNode object, String member) throws IOException {
        JsonNode value = object.path(member);
        if (!value.isTextual() || value.asText().length() > 500 || !isHeaderValue(value.asText())) {
            throw foreign(key, member + " is no short text");
        }
        return value.asText();
    }

    public static Instant time(String key, JsonNode object, String member) throws IOException {
        try {
            return Instant.parse(object.path(member).asText());
        } catch (DateTimeException e) {
            throw foreign(key, member + " is no time");
        }
    }

    public static SpelledNumber number(long value) {
        return new SpelledNumber(Long.toString(value));
    }

    public static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What is thrown where a record is none of ours. */
    public static ForeignRecordException foreign(String key, String what) {
        return new ForeignRecordException(key, what);
    }

    private static boolean isHeaderValue(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }
}
