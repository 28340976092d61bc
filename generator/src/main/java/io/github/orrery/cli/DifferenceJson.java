package io.github.orrery.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.app.OptionDifference;
import io.github.orrery.diff.PackageDifference;
import io.github.orrery.diff.PackageDifference.Installed;
import io.github.orrery.diff.RepositoryDifference;
import io.github.orrery.diff.RepositoryDifference.Change;
import io.github.orrery.diff.RepositoryDifference.Cluster;
import io.github.orrery.diff.RepositoryDifference.Size;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Differences for programs: one JSON object on one line. */
final class DifferenceJson {
    private DifferenceJson() {}

    static void print(RepositoryDifference difference, PrintWriter out) {
        ObjectNode document = Json.NODES.objectNode();
        document.put("schemaVersion", 1);
        document.put("different", !difference.isEmpty());
        ArrayNode clusters = document.putArray("clusters");
        for (Cluster cluster : difference.clusters()) {
            ObjectNode node = clusters.addObject();
            node.put("dcos", cluster.dcos().toString());
            node.set("before", size(cluster.before()));
            node.set("after", size(cluster.after()));
        }
        strings(document, "indexesGone", difference.onlyBefore());
        strings(document, "indexesNew", difference.onlyAfter());
        ArrayNode changes = document.putArray("changes");
        for (Change change : difference.changes()) {
            ObjectNode node = changes.addObject();
            strings(node, "dcos", change.dcosVersions());
            ArrayNode packages = node.putArray("packages");
            change.packages().forEach(one -> packages.add(json(one)));
        }
        out.println(JsonText.line(document));
    }

    private static ObjectNode json(PackageDifference one) {
        ObjectNode node = Json.NODES.objectNode();
        node.put("name", one.name());
        node.put("kind", DifferenceText.kind(one));
        node.put("breaking", one.isBreaking());
        installed(node, "before", one.before());
        installed(node, "after", one.after());
        revisions(node, "added", one.added());
        revisions(node, "removed", one.removed());
        revisions(node, "changed", one.changed());
        revisions(node, "shadowed", one.shadowed());
        ArrayNode options = node.putArray("options");
        for (OptionDifference option : one.options()) {
            ObjectNode json = options.addObject();
            json.put("path", option.path());
            json.put("kind", option.kind().name().toLowerCase(Locale.ROOT));
            json.put("breaking", option.breaking());
            strings(json, "details", option.details());
        }
        strings(node, "imagesAdded", one.imagesAdded());
        strings(node, "imagesRemoved", one.imagesRemoved());
        return node;
    }

    private static ObjectNode size(Size size) {
        ObjectNode node = Json.NODES.objectNode();
        node.put("packages", size.packages());
        node.put("revisions", size.revisions());
        node.put("bytes", size.bytes());
        return node;
    }

    private static void installed(ObjectNode node, String key, @Nullable Installed revision) {
        if (revision != null) {
            node.set(key, json(revision));
        }
    }

    private static void revisions(ObjectNode node, String key, List<Installed> revisions) {
        ArrayNode array = node.putArray(key);
        revisions.forEach(revision -> array.add(json(revision)));
    }

    private static ObjectNode json(Installed revision) {
        ObjectNode node = Json.NODES.objectNode();
        node.put("releaseVersion", revision.releaseVersion());
        node.put("version", revision.version());
        return node;
    }

    private static void strings(ObjectNode node, String key, List<?> values) {
        ArrayNode array = node.putArray(key);
        values.forEach(value -> array.add(value.toString()));
    }
}
