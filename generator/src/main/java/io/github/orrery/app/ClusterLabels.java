package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.model.Revision;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The labels that a cluster's package manager sets on an app, over those of the template (formats.md 5.5, step 8).
 * Kept apart from {@link RenderedApp}: part of them only the cluster knows.
 */
public final class ClusterLabels {
    /**
     * One label.
     *
     * @param name e.g. {@code DCOS_PACKAGE_NAME}
     * @param value null where only the cluster knows it
     * @param meaning what the value is, in words
     */
    public record Label(String name, @Nullable String value, String meaning) {}

    private ClusterLabels() {}

    /**
     * What a cluster adds when it installs a revision.
     *
     * @param userOptions what the user sets; an empty object for none
     */
    public static List<Label> added(Revision revision, ObjectNode userOptions) {
        String options = Base64.getEncoder().encodeToString(JsonText.compact(withoutNulls(userOptions)));
        return List.of(
                new Label("DCOS_PACKAGE_NAME", revision.name().value(), "the package's name"),
                new Label("DCOS_PACKAGE_VERSION", revision.version(), "the package's version"),
                new Label("DCOS_PACKAGE_SOURCE", null, "the URL of the repository that it came from"),
                new Label("DCOS_PACKAGE_OPTIONS", options, "the options that the user set: JSON in base64"),
                new Label("DCOS_PACKAGE_DEFINITION", null, "the package as in the index: JSON, gzip and base64"));
    }

    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode kept = Json.NODES.objectNode();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (!member.getValue().isNull()) {
                    kept.set(member.getKey(), withoutNulls(member.getValue()));
                }
            }
            return kept;
        }
        if (node.isArray()) {
            ArrayNode kept = Json.NODES.arrayNode();
            node.forEach(element -> kept.add(withoutNulls(element)));
            return kept;
        }
        return node;
    }
}
