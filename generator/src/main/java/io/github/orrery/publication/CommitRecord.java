package io.github.orrery.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.publication.PublishedFile.Sum;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * The small object whose replacement is the publication: before it readers are sent to the old manifest, after it to
 * the new one.
 *
 * @param version 1 for the first publication, one more for each later one, also for one that goes back
 * @param created when it was published
 * @param expires when readers should begin to doubt that it is the newest
 * @param manifest names the manifest
 * @param publisher tells two publishers of the same version apart
 */
public record CommitRecord(long version, Instant created, Instant expires, Sum manifest, String publisher) {
    /** How long a publication counts as fresh (trust.md 5). */
    public static final Duration FRESH = Duration.ofDays(14);

    public static CommitRecord of(long version, Instant created, Sum manifest, String publisher) {
        return new CommitRecord(version, created, created.plus(FRESH), manifest, publisher);
    }

    public byte[] bytes() {
        ObjectNode root = Json.NODES.objectNode();
        root.put("created", RecordJson.time(created));
        root.put("expires", RecordJson.time(expires));
        root.set("format", RecordJson.number(1));
        ObjectNode named = root.putObject("manifest");
        named.put("sha256", manifest.sha256());
        named.set("size", RecordJson.number(manifest.size()));
        root.put("publisher", publisher);
        root.set("version", RecordJson.number(version));
        return JsonText.compact(root);
    }

    public static CommitRecord parse(byte[] bytes) throws IOException {
        String key = PublicationKeys.TIMESTAMP;
        JsonNode root = RecordJson.object(key, bytes);
        JsonNode manifest = root.path("manifest");
        return new CommitRecord(
                RecordJson.number(key, root, "version"),
                RecordJson.time(key, root, "created"),
                RecordJson.time(key, root, "expires"),
                new Sum(RecordJson.sum(key, manifest, "sha256"), RecordJson.number(key, manifest, "size")),
                RecordJson.text(key, root, "publisher"));
    }
}
