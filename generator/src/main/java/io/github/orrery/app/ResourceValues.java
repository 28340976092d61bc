package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.model.PackagingVersion;
import java.util.Map;

/**
 * A resource.json as a cluster has it after decoding and encoding it again (formats.md 5.5, step 4): members that it does
 * not know have vanished, optional ones that are absent stand there as null.
 */
final class ResourceValues {
    private ResourceValues() {}

    static ObjectNode of(JsonNode resource, PackagingVersion packagingVersion) {
        ObjectNode values = Json.NODES.objectNode();
        values.set("assets", assets(resource.path("assets")));
        values.set("images", images(resource.path("images")));
        if (packagingVersion.isAtLeast(PackagingVersion.V3_0)) {
            values.set("cli", cli(resource.path("cli")));
        }
        return values;
    }

    private static JsonNode assets(JsonNode assets) {
        if (!assets.isObject()) {
            return Json.NODES.nullNode();
        }
        ObjectNode values = Json.NODES.objectNode();
        values.set("uris", texts(assets.path("uris")));
        JsonNode container = assets.path("container");
        if (container.isObject()) {
            values.putObject("container").set("docker", texts(container.path("docker")));
        } else {
            values.putNull("container");
        }
        return values;
    }

    private static JsonNode images(JsonNode images) {
        return images.isObject()
                ? members(images, "icon-small", "icon-medium", "icon-large", "screenshots")
                : Json.NODES.nullNode();
    }

    private static JsonNode cli(JsonNode cli) {
        if (!cli.isObject()) {
            return Json.NODES.nullNode();
        }
        ObjectNode values = Json.NODES.objectNode();
        JsonNode binaries = cli.path("binaries");
        if (!binaries.isObject()) {
            return values.putNull("binaries");
        }
        ObjectNode platforms = values.putObject("binaries");
        for (String platform : new String[] {"windows", "linux", "darwin"}) {
            JsonNode binary = binaries.path(platform).path("x86-64");
            if (binary.isObject()) {
                platforms.putObject(platform).set("x86-64", binary(binary));
            } else {
                platforms.putNull(platform);
            }
        }
        return values;
    }

    private static ObjectNode binary(JsonNode binary) {
        ObjectNode values = members(binary, "kind", "url");
        var hashes = values.putArray("contentHash");
        for (JsonNode hash : binary.path("contentHash")) {
            hashes.add(members(hash, "algo", "value"));
        }
        return values;
    }

    private static ObjectNode members(JsonNode from, String... names) {
        ObjectNode values = Json.NODES.objectNode();
        for (String name : names) {
            JsonNode value = from.get(name);
            values.set(name, value == null ? Json.NODES.nullNode() : value);
        }
        return values;
    }

    private static JsonNode texts(JsonNode map) {
        if (!map.isObject()) {
            return Json.NODES.nullNode();
        }
        ObjectNode values = Json.NODES.objectNode();
        for (Map.Entry<String, JsonNode> member : map.properties()) {
            if (member.getValue().isTextual()) {
                values.set(member.getKey(), member.getValue());
            }
        }
        return values;
    }
}
