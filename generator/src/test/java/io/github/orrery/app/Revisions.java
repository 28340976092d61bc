package io.github.orrery.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonDocument;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.model.PackageName;
import io.github.orrery.model.PackagingVersion;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.model.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Revisions for the tests of this room, without the reader of repositories. */
final class Revisions {
    private static final ObjectNode PACKAGE =
            object("{\"name\": \"sample\", \"version\": \"1.0.0\", \"packagingVersion\": \"3.0\"}");

    private Revisions() {}

    /** One with a config.json and a template; null for none. */
    static Revision of(String config, String template) {
        return of(config, template, null, PackagingVersion.V3_0);
    }

    static Revision of(String config, String template, String resource, PackagingVersion packagingVersion) {
        return new Revision(
                PackageName.parse("sample").orElseThrow(),
                0,
                "packages/S/sample/0",
                packagingVersion,
                part("package.json", PACKAGE.toString().getBytes(StandardCharsets.UTF_8)),
                resource == null ? null : part("resource.json", resource.getBytes(StandardCharsets.UTF_8)),
                config == null ? null : part("config.json", config.getBytes(StandardCharsets.UTF_8)),
                null,
                template == null
                        ? null
                        : new SourceFile("marathon.json.mustache", template.getBytes(StandardCharsets.UTF_8)),
                List.of());
    }

    /** The one of a directory, as it stands there. */
    static Revision in(Path directory, String templateName) {
        RevisionPart packageJson = part(directory, "package.json");
        Path template = directory.resolve(templateName);
        return new Revision(
                PackageName.parse(directory.getParent().getFileName().toString())
                        .orElseThrow(),
                Long.parseLong(directory.getFileName().toString()),
                directory.toString(),
                PackagingVersion.parse(
                                packageJson.tree().path("packagingVersion").asText("2.0"))
                        .orElseThrow(),
                packageJson,
                part(directory, "resource.json"),
                part(directory, "config.json"),
                null,
                Files.exists(template) ? new SourceFile(templateName, bytes(template)) : null,
                List.of());
    }

    static ObjectNode object(String json) {
        return (ObjectNode) Json.parseOwn(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static RevisionPart part(Path directory, String name) {
        Path file = directory.resolve(name);
        return Files.exists(file) ? part(name, bytes(file)) : null;
    }

    private static RevisionPart part(String name, byte[] bytes) {
        JsonDocument document = ((Json.Result.Read) Json.read(bytes, JsonLimits.FILE)).document();
        return RevisionPart.whole(new SourceFile(name, bytes), document);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
