package io.github.orrery.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.publish.Bucket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What a reader finds at a destination who begins at the commit record, written without the publisher's code: the
 * checker of the publish protocol's invariant.
 *
 * @param version of the publication; 0 where there is none
 * @param files what each path says, as a client sees it
 */
public record PublishedState(long version, Map<String, String> files) {
    /** Reads everything through the commit record; throws where anything that is named is missing or differs. */
    public static PublishedState through(Bucket bucket) throws IOException {
        if (bucket.get("timestamp.json").isEmpty()) {
            return new PublishedState(0, Map.of());
        }
        JsonNode record = json(bucket, "timestamp.json");
        String manifestSum = record.at("/manifest/sha256").asText();
        byte[] manifest = whole(bucket, "manifest/" + manifestSum + ".json", manifestSum);
        Map<String, String> files = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member :
                Json.parseOwn(manifest).path("files").properties()) {
            JsonNode file = member.getValue();
            boolean compressed = file.has("gzip");
            String stored =
                    (compressed ? file.path("gzip") : file).path("sha256").asText();
            byte[] bytes = whole(bucket, "by-hash/sha256/" + stored.substring(0, 2) + "/" + stored, stored);
            byte[] content = compressed ? gunzip(bytes) : bytes;
            require(sha256(content).equals(file.path("sha256").asText()), member.getKey() + " has another sum");
            files.put(member.getKey(), new String(content, StandardCharsets.ISO_8859_1));
        }
        return new PublishedState(Long.parseLong(record.path("version").asText()), files);
    }

    /** Reads every file of a publication under its name, as browsers and clusters do. */
    public static Map<String, String> underNames(Bucket bucket) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String key : bucket.list("").keySet()) {
            if (!key.matches("(by-hash|manifest|publications|\\.publish)/.*|timestamp\\.json")) {
                byte[] bytes = bucket.get(key).orElseThrow().bytes();
                boolean compressed =
                        "gzip".equals(bucket.head(key).orElseThrow().headers().contentEncoding());
                files.put(key, new String(compressed ? gunzip(bytes) : bytes, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private static JsonNode json(Bucket bucket, String key) throws IOException {
        return Json.parseOwn(bucket.get(key).orElseThrow().bytes());
    }

    private static byte[] whole(Bucket bucket, String key, String sum) throws IOException {
        byte[] bytes = bucket.get(key)
                .orElseThrow(() -> new AssertionError(key + " is named and missing"))
                .bytes();
        require(sha256(bytes).equals(sum), key + " has another sum");
        return bytes;
    }

    private static byte[] gunzip(byte[] bytes) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
