package io.github.orrery.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.publication.PublishedFile.Sum;
import io.github.orrery.site.SitePath;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All files of a publication; the same site after the same publication gives the same bytes.
 *
 * <pre>{@code
 * {"files":{"repo-up-to-1.13.json":{"cache":"...","gzip":{"sha256":"...","size":7},"sha256":"...","size":9,"type":"..."}},
 *  "format":1,"previous":"<sha256 of the manifest before>"}
 * }</pre>
 *
 * @param previous names the manifest that was current before; null for the first
 * @param files by path
 */
public record PublicationManifest(@Nullable String previous, SortedMap<String, PublishedFile> files) {
    public PublicationManifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The text that is published. */
    public byte[] bytes() {
        ObjectNode root = Json.NODES.objectNode();
        ObjectNode members = root.putObject("files");
        files.forEach((path, file) -> {
            ObjectNode entry = members.putObject(path);
            entry.put("cache", file.cache());
            if (file.gzip() != null) {
                put(entry.putObject("gzip"), file.gzip());
            }
            put(entry, file.content());
            entry.put("type", file.type());
        });
        root.set("format", RecordJson.number(1));
        if (previous != null) {
            root.put("previous", previous);
        }
        return JsonText.compact(root);
    }

    private static void put(ObjectNode entry, Sum sum) {
        entry.put("sha256", sum.sha256());
        entry.set("size", RecordJson.number(sum.size()));
    }

    /** @throws IOException where the text is none that Orrery wrote, or names a path outside a site */
    public static PublicationManifest parse(String key, byte[] bytes) throws IOException {
        JsonNode root = RecordJson.object(key, bytes);
        SortedMap<String, PublishedFile> files = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : root.path("files").properties()) {
            JsonNode entry = member.getValue();
            JsonNode gzip = entry.path("gzip");
            files.put(
                    sitePath(key, member.getKey()),
                    new PublishedFile(
                            sum(key, entry),
                            RecordJson.text(key, entry, "type"),
                            RecordJson.text(key, entry, "cache"),
                            gzip.isMissingNode() ? null : sum(key, gzip)));
        }
        return new PublicationManifest(root.has("previous") ? RecordJson.sum(key, root, "previous") : null, files);
    }

    private static Sum sum(String key, JsonNode entry) throws IOException {
        return new Sum(RecordJson.sum(key, entry, "sha256"), RecordJson.number(key, entry, "size"));
    }

    /** Paths come from the destination and are written and removed there. */
    public static String sitePath(String key, String path) throws IOException {
        if (PublicationKeys.isReserved(path)) {
            throw RecordJson.foreign(key, "it names " + path);
        }
        try {
            return new SitePath(path).value();
        } catch (IllegalArgumentException e) {
            throw RecordJson.foreign(key, "it names " + path);
        }
    }
}
