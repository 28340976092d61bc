package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.model.LegacyRevision;
import io.github.orrery.model.Revision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The condensed index of old clients: for each package its versions, and the facts of its highest revision (formats.md
 * 3.1 and 4.2). A version that several revisions have keeps its place and names the latest of them.
 */
final class LegacyIndex {
    /** What zips say of themselves: readers want a version that begins with {@code 2.}. */
    static final String ZIP_VERSION = "2.0.0";

    private final ArrayNode packages = Json.NODES.arrayNode();

    /** {@code version.json}. */
    static ObjectNode version(String version) {
        return Json.NODES.objectNode().put("version", version);
    }

    /** Adds a package's entry. */
    void add(ObjectNode entry) {
        packages.add(entry);
    }

    /** The entry of a package by the revisions that a zip holds of it, at least one. */
    static ObjectNode entry(List<LegacyRevision> revisions) {
        Map<String, Long> versions = new LinkedHashMap<>();
        revisions.forEach(r -> versions.put(
                r.packageJson().path("version").asText(), r.revision().releaseVersion()));
        return entry(versions, revisions.get(revisions.size() - 1).packageJson(), true);
    }

    /**
     * The entry of a package by all its revisions, as trees of formats 1.x and 2.x have it.
     *
     * @param selected whether the entry says {@code selected}, which 1.x does not know
     */
    static ObjectNode entryOfAll(List<Revision> revisions, boolean selected) {
        Map<String, Long> versions = new LinkedHashMap<>();
        revisions.forEach(r -> versions.put(r.version(), r.releaseVersion()));
        return entry(versions, revisions.get(revisions.size() - 1).packageJson().tree(), selected);
    }

    /** {@code index.json} with everything that was added. */
    ObjectNode tree(String version) {
        ObjectNode tree = version(version);
        tree.set("packages", packages);
        return tree;
    }

    private static ObjectNode entry(Map<String, Long> versions, ObjectNode newest, boolean selected) {
        ObjectNode entry = Json.NODES.objectNode();
        ObjectNode versionNode = entry.putObject("versions");
        versions.forEach((version, revision) -> versionNode.put(version, Long.toString(revision)));
        copy(newest, "name", entry, "name");
        copy(newest, "version", entry, "currentVersion");
        copy(newest, "description", entry, "description");
        entry.set("framework", newest.path("framework").isBoolean() ? newest.path("framework") : BooleanNode.FALSE);
        copy(newest, "tags", entry, "tags");
        if (selected) {
            entry.set("selected", newest.path("selected").isBoolean() ? newest.path("selected") : BooleanNode.FALSE);
        }
        return entry;
    }

    private static void copy(ObjectNode from, String key, ObjectNode to, String newKey) {
        JsonNode value = from.path(key);
        if (!value.isMissingNode()) {
            to.set(newKey, value);
        }
    }
}
