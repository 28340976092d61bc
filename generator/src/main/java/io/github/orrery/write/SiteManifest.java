package io.github.orrery.write;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.json.SpelledNumber;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Our record of what we wrote: {@code site.json} for hosts and publishers, {@code SHA256SUMS} for people. */
public final class SiteManifest {

    private SiteManifest() {}

    /** {@code site.json}: path, size, sha256, media type and cache policy of each file. */
    public static byte[] siteJson(List<WrittenFile> files) {
        ObjectNode root = Json.NODES.objectNode();
        root.set("schemaVersion", new SpelledNumber("1"));
        ArrayNode entries = root.putArray("files");
        for (WrittenFile written : files) {
            ObjectNode entry = entries.addObject();
            entry.put("path", written.file().path().value());
            entry.set("size", new SpelledNumber(Long.toString(written.size())));
            entry.put("sha256", written.sha256());
            entry.put("type", written.file().mediaType());
            entry.put("cache", written.file().cache().header());
        }
        return JsonText.compact(root);
    }

    /** The lines that {@code sha256sum -c} reads. */
    public static byte[] sums(List<WrittenFile> files) {
        StringBuilder lines = new StringBuilder(files.size() * 100);
        for (WrittenFile written : files) {
            lines.append(written.sha256())
                    .append("  ")
                    .append(written.file().path())
                    .append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
