package io.github.orrery.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.model.DcosReleaseVersion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The script {@code search-index.js}: what the list's search knows of every package, a line for each, also for other
 * programs ({@code docs/search-index.md}). A script, because pages that are opened from a disk can load no other data.
 */
final class SearchIndex {
    private SearchIndex() {}

    /**
     * @param rows by name
     * @param withIcons whether it says where icons are, since no page has all cards
     */
    static byte[] of(List<CatalogueRow> rows, List<DcosReleaseVersion> dcosVersions, boolean withIcons) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512 * (rows.size() + 1));
        ascii(out, "window.U=[");
        String before = "\n";
        for (CatalogueRow row : rows) {
            ascii(out, before);
            ObjectNode entry = entry(row);
            String icon = row.icon().url();
            if (withIcons && icon != null && !icon.startsWith("data:")) {
                entry.put("icon", icon);
            }
            out.writeBytes(JsonText.compact(entry));
            before = ",\n";
        }
        ArrayNode versions = Json.NODES.arrayNode();
        dcosVersions.forEach(dcos -> versions.add(dcos.toString()));
        ascii(out, "\n];\nwindow.U.dcos=");
        out.writeBytes(JsonText.compact(versions));
        ascii(out, ";\n");
        return out.toByteArray();
    }

    private static ObjectNode entry(CatalogueRow row) {
        ObjectNode entry = Json.NODES.objectNode();
        entry.put("name", row.name());
        entry.put("version", row.version());
        entry.put("revision", row.releaseVersion());
        entry.put("revisions", row.revisions());
        entry.put("format", row.packagingVersion());
        entry.put("summary", row.summary());
        texts(entry.putArray("tags"), row.tags());
        texts(entry.putArray("kinds"), row.kinds());
        texts(entry.putArray("marks"), row.marks());
        texts(entry.putArray("licences"), row.licences());
        entry.put("maintainer", row.maintainer());
        String updated = PackageText.date(row.lastUpdated());
        entry.put("updated", updated == null ? "" : updated);
        entry.put("minDcos", row.minDcos());
        ArrayNode seen = entry.putArray("seen");
        for (CatalogueRow.Seen run : row.seen()) {
            ArrayNode from = seen.addArray().add(run.dcos());
            if (!run.version().isEmpty()) {
                from.add(run.version()).add(run.releaseVersion()).add(run.minDcos());
            }
        }
        return entry;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
