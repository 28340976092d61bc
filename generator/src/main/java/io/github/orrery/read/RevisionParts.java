package io.github.orrery.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.model.PackagingVersion;
import io.github.orrery.model.RepositoryFormat;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The JSON files of a revision, and what each generation of repositories makes of them (formats.md 4.6). */
record RevisionParts(
        RevisionPart packageJson,
        @Nullable RevisionPart resource,
        @Nullable RevisionPart config,
        @Nullable RevisionPart command) {
    /** The parts as an index of today has them. */
    record Own(
            PackagingVersion packagingVersion,
            RevisionPart packageJson,
            @Nullable RevisionPart resource,
            @Nullable RevisionPart config,
            @Nullable RevisionPart command) {}

    /** Members that zips of the original tools carry in packages of version 2.0. */
    private static final List<String> ZIP_MEMBERS = List.of("lastUpdated", "hasKnownIssues", "manager");

    private static final List<String> FIRST_FORMAT_ONLY = List.of("images", "dataSchema", "dependencies");

    /** Empty, with an error, where the packaging version is none that the generation knows. */
    Optional<Own> inFormat(RepositoryFormat format, Problems problems) {
        JsonNode stated = packageJson.tree().path("packagingVersion");
        if (format == RepositoryFormat.V1) {
            if (!stated.isMissingNode()) {
                problems.error(
                        "repository-format",
                        packageJson.at("/packagingVersion"),
                        "a packagingVersion in a repository of format 1.x, expected none");
                return Optional.empty();
            }
            return Optional.of(fromFirstFormat(problems));
        }
        Optional<PackagingVersion> version =
                stated.isTextual() ? PackagingVersion.parse(stated.textValue()) : Optional.empty();
        if (version.isEmpty()) {
            problems.error(
                    "packaging-version",
                    packageJson.at(stated.isMissingNode() ? "" : "/packagingVersion"),
                    (stated.isMissingNode()
                                    ? "\"packagingVersion\" is missing"
                                    : "\"packagingVersion\" is " + shown(stated))
                            + ", expected one of " + supported());
            return Optional.empty();
        }
        if (format == RepositoryFormat.V2) {
            if (version.get() != PackagingVersion.V2_0) {
                problems.error(
                        "repository-format",
                        packageJson.at("/packagingVersion"),
                        "packagingVersion " + shown(stated) + " in a repository of format 2.x, expected \"2.0\"");
                return Optional.empty();
            }
            return Optional.of(new Own(version.get(), withoutZipMembers(problems), resource, config, command));
        }
        return Optional.of(new Own(version.get(), packageJson, resource, config, command));
    }

    private static String shown(JsonNode value) {
        return value.isTextual() ? Problem.quote(value.textValue()) : Problem.oneLine(JsonText.line(value));
    }

    private static String supported() {
        return Arrays.stream(PackagingVersion.values())
                .map(version -> '"' + version.text() + '"')
                .collect(Collectors.joining(", "));
    }

    private Own fromFirstFormat(Problems problems) {
        ObjectNode tree = Json.NODES.objectNode();
        tree.put("packagingVersion", PackagingVersion.V2_0.text());
        for (Map.Entry<String, JsonNode> member : packageJson.tree().properties()) {
            if (!FIRST_FORMAT_ONLY.contains(member.getKey())) {
                tree.set(member.getKey(), member.getValue());
            }
        }
        RevisionPart changed = new RevisionPart(packageJson.file(), packageJson.document(), "", tree);
        return new Own(PackagingVersion.V2_0, changed, images(), ownConfig(problems), ownCommand());
    }

    /** {@code images} of package.json becomes {@code resource.images}; places are those in package.json. */
    private @Nullable RevisionPart images() {
        JsonNode images = packageJson.tree().path("images");
        if (images.isMissingNode()) {
            return resource;
        }
        ObjectNode tree = Json.NODES.objectNode();
        tree.set("images", images);
        return new RevisionPart(packageJson.file(), packageJson.document(), "", tree);
    }

    /** {@code dataSchema} of package.json becomes config.json; a boolean {@code required} goes to the parent's list. */
    private @Nullable RevisionPart ownConfig(Problems problems) {
        JsonNode schema = packageJson.tree().path("dataSchema");
        if (config != null || !(schema instanceof ObjectNode own)) {
            return config;
        }
        ObjectNode copy = own.deepCopy();
        if (liftRequired(copy)) {
            problems.warning(
                    "required-boolean",
                    packageJson.at("/dataSchema"),
                    "holds \"required\" as a boolean, expected a list of names beside \"properties\"; read as such");
        }
        return new RevisionPart(packageJson.file(), packageJson.document(), "/dataSchema", copy);
    }

    private static boolean liftRequired(ObjectNode schema) {
        boolean lifted = schema.path("required").isBoolean() && schema.remove("required") != null;
        JsonNode properties = schema.path("properties");
        List<String> required = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            if (property.getValue() instanceof ObjectNode nested) {
                if (nested.path("required").asBoolean(false)
                        && nested.path("required").isBoolean()) {
                    required.add(property.getKey());
                }
                lifted |= liftRequired(nested);
            }
        }
        if (!required.isEmpty()) {
            ArrayNode names =
                    schema.path("required") instanceof ArrayNode listed ? listed : schema.putArray("required");
            required.forEach(names::add);
        }
        return lifted;
    }

    /** {@code python: u} becomes {@code pip: [u]}. */
    private @Nullable RevisionPart ownCommand() {
        if (command == null || !(command.tree().path("python") instanceof TextNode python)) {
            return command;
        }
        ObjectNode tree = command.tree().deepCopy();
        tree.remove("python");
        tree.putArray("pip").add(python);
        return new RevisionPart(command.file(), command.document(), "", tree);
    }

    private RevisionPart withoutZipMembers(Problems problems) {
        ObjectNode tree = packageJson.tree();
        for (String member : ZIP_MEMBERS) {
            if (tree.has(member)) {
                problems.warning(
                        "removed-member",
                        packageJson.at("/" + member),
                        "\"" + member + "\" does not exist in packaging version 2.0, expected none; it is left out");
                ObjectNode copy = Json.NODES.objectNode();
                copy.setAll(tree);
                copy.remove(member);
                tree = copy;
            }
        }
        return new RevisionPart(packageJson.file(), packageJson.document(), "", tree);
    }
}
