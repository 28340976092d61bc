package io.github.orrery.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a publication no longer needs of the one before it; from it later publications learn what may be deleted.
 *
 * @param version of the publication
 * @param created when it was published: until then readers were sent to what it dropped
 * @param manifest sha256 of its manifest
 * @param files paths that it no longer has
 * @param objects sha256 of stored bytes, and of manifests, that it no longer names
 */
public record PublicationNote(
        long version, Instant created, String manifest, SortedSet<String> files, SortedSet<String> objects) {
    /** So many publications, the current one among them, keep all their bytes whatever their age. */
    public static final int KEPT_PUBLICATIONS = 5;

    public PublicationNote {
        files = Collections.unmodifiableSortedSet(new TreeSet<>(files));
        objects = Collections.unmodifiableSortedSet(new TreeSet<>(objects));
    }

    /**
     * The note of a publication.
     *
     * @param replaced a time at which readers were surely sent to it already; the record's own may lie before that
     * @param before the manifest that was current before, empty for the first publication
     */
    public static PublicationNote of(
            CommitRecord commit, Instant replaced, PublicationManifest now, PublicationManifest before) {
        SortedSet<String> files = new TreeSet<>(before.files().keySet());
        files.removeAll(now.files().keySet());
        SortedSet<String> objects = new TreeSet<>();
        before.files().values().forEach(file -> objects.add(file.stored().sha256()));
        now.files().values().forEach(file -> objects.remove(file.stored().sha256()));
        return new PublicationNote(commit.version(), replaced, commit.manifest().sha256(), files, objects);
    }

    public byte[] bytes() {
        ObjectNode root = Json.NODES.objectNode();
        root.put("created", RecordJson.time(created));
        ObjectNode dropped = root.putObject("dropped");
        ArrayNode paths = dropped.putArray("files");
        files.forEach(paths::add);
        ArrayNode sums = dropped.putArray("objects");
        objects.forEach(sums::add);
        root.set("format", RecordJson.number(1));
        root.put("manifest", manifest);
        root.set("version", RecordJson.number(version));
        return JsonText.compact(root);
    }

    public static PublicationNote parse(String key, byte[] bytes) throws IOException {
        JsonNode root = RecordJson.object(key, bytes);
        SortedSet<String> files = new TreeSet<>();
        for (JsonNode path : root.path("dropped").path("files")) {
            files.add(PublicationManifest.sitePath(key, path.asText()));
        }
        SortedSet<String> objects = new TreeSet<>();
        for (JsonNode sum : root.path("dropped").path("objects")) {
            if (!Sha256.isSum(sum.asText())) {
                throw RecordJson.foreign(key, "it names an object that is no SHA-256");
            }
            objects.add(sum.asText());
        }
        return new PublicationNote(
                RecordJson.number(key, root, "version"),
                RecordJson.time(key, root, "created"),
                RecordJson.sum(key, root, "manifest"),
                files,
                objects);
    }
}
