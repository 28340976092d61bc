package io.github.orrery.select;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.LegacyRevision;
import io.github.orrery.model.PackagingVersion;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import java.util.List;
import java.util.Optional;

/** What older clusters get in place of a revision (formats.md 2.4 and 3.2). Changes copies only. */
final class Downgrade {
    /** From this version on, items go to clusters as they are. */
    private static final DcosReleaseVersion UNCHANGED_FROM = DcosReleaseVersion.of("1.10");

    private static final List<String> PARTS = List.of("releaseVersion", "resource", "marathon", "config", "command");

    private Downgrade() {}

    static boolean concerns(DcosReleaseVersion dcos) {
        return !dcos.isAtLeast(UNCHANGED_FROM);
    }

    /** The index item for clusters before 1.10; the revision's own where nothing has to change. */
    static ObjectNode item(Revision revision) {
        ObjectNode item = revision.item();
        if (item.path("config") instanceof ObjectNode config) {
            ObjectNode escaped = DoubleEscape.config(config);
            if (isOther(escaped, config)) {
                item = copy(item);
                item.set("config", escaped);
            }
        }
        return toThree(revision, item);
    }

    /** The revision in packaging version 2.0; empty where it has no template, which every reader of zips demands. */
    static Optional<LegacyRevision> legacy(Revision revision) {
        if (revision.template().isEmpty()) {
            return Optional.empty();
        }
        ObjectNode packageJson = copy(toThree(revision, revision.item()));
        packageJson.remove(PARTS);
        if (packageJson.path("packagingVersion").asText().equals(PackagingVersion.V3_0.text())) {
            packageJson.remove("minDcosReleaseVersion");
            packageJson.put("packagingVersion", PackagingVersion.V2_0.text());
        }
        ObjectNode resource = revision.resource()
                .map(RevisionPart::tree)
                .map(ObjectNode::deepCopy)
                .orElse(Json.NODES.objectNode());
        resource.remove("cli");
        return Optional.of(new LegacyRevision(revision, packageJson, resource));
    }

    private static ObjectNode toThree(Revision revision, ObjectNode item) {
        if (!revision.packagingVersion().isAtLeast(PackagingVersion.V4_0)) {
            return item;
        }
        ObjectNode three = copy(item);
        three.remove(List.of("upgradesFrom", "downgradesTo"));
        three.put("packagingVersion", PackagingVersion.V3_0.text());
        return three;
    }

    /** A copy whose members may be replaced; the members themselves are shared. */
    private static ObjectNode copy(ObjectNode object) {
        ObjectNode copy = Json.NODES.objectNode();
        copy.setAll(object);
        return copy;
    }

    @SuppressWarnings("ReferenceEquality") // what was not changed is handed on as it is
    private static boolean isOther(JsonNode a, JsonNode b) {
        return a != b;
    }
}
