package io.github.orrery.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import java.io.IOException;
import java.time.Instant;

/**
 * Says that all files of a publication stand under their names.
 *
 * @param version of the publication
 * @param manifest sha256 of its manifest
 * @param since when files under their names last were of a broken publication; what they named then must stay for the
 *     grace period, however long ago it was dropped
 */
public record RolledRecord(long version, String manifest, Instant since) {
    public byte[] bytes() {
        ObjectNode root = Json.NODES.objectNode();
        root.set("format", RecordJson.number(1));
        root.put("manifest", manifest);
        root.put("since", RecordJson.time(since));
        root.set("version", RecordJson.number(version));
        return JsonText.compact(root);
    }

    /** @throws IOException where the text is none that Orrery wrote */
    public static RolledRecord parse(byte[] bytes) throws IOException {
        String key = PublicationKeys.ROLLED;
        JsonNode root = RecordJson.object(key, bytes);
        return new RolledRecord(
                RecordJson.number(key, root, "version"),
                RecordJson.sum(key, root, "manifest"),
                root.has("since") ? RecordJson.time(key, root, "since") : Instant.EPOCH);
    }

    /** Whether it speaks of the publication that readers are sent to. */
    public boolean isOf(CommitRecord commit) {
        return version == commit.version() && manifest.equals(commit.manifest().sha256());
    }
}
