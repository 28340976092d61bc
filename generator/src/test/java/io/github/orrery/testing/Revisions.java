package io.github.orrery.testing;

import io.github.orrery.json.Json;
import io.github.orrery.json.JsonDocument;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.model.PackageName;
import io.github.orrery.model.PackagingVersion;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.model.SourceFile;
import io.github.orrery.model.UniversePackage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Revisions in memory, for tests of what comes after reading. Apostrophes in the JSON texts stand for quotes. */
public final class Revisions {
    private final String name;
    private final long releaseVersion;
    private final Map<String, String> members = new LinkedHashMap<>();
    private final Map<String, RevisionPart> parts = new LinkedHashMap<>();
    private SourceFile template;

    private Revisions(String name, long releaseVersion, String packagingVersion) {
        this.name = name;
        this.releaseVersion = releaseVersion;
        set("packagingVersion", "'" + packagingVersion + "'");
        set("name", "'" + name + "'");
        set("version", "'1.0." + releaseVersion + "'");
        template = new SourceFile(directory() + "/marathon.json.mustache", new byte[] {'{', '}'});
    }

    public static Revisions revision(String name, long releaseVersion, String packagingVersion) {
        return new Revisions(name, releaseVersion, packagingVersion);
    }

    public static UniversePackage packageOf(Revision... revisions) {
        return new UniversePackage(revisions[0].name(), List.of(revisions));
    }

    public Revisions set(String key, String json) {
        members.put(key, json);
        return this;
    }

    public Revisions minimum(String dcos) {
        return set("minDcosReleaseVersion", "'" + dcos + "'");
    }

    public Revisions part(String fileName, String json) {
        parts.put(fileName, read(fileName, json));
        return this;
    }

    public Revisions withoutTemplate() {
        template = null;
        return this;
    }

    public Revision build() {
        StringBuilder packageJson = new StringBuilder("{");
        members.forEach((key, json) -> packageJson
                .append(packageJson.length() == 1 ? "" : ",")
                .append("'")
                .append(key)
                .append("':")
                .append(json));
        RevisionPart own = read("package.json", packageJson.append('}').toString());
        return new Revision(
                new PackageName(name),
                releaseVersion,
                directory(),
                PackagingVersion.parse(own.tree().path("packagingVersion").asText())
                        .orElseThrow(),
                own,
                parts.get("resource.json"),
                parts.get("config.json"),
                parts.get("command.json"),
                template,
                List.of());
    }

    private String directory() {
        return "packages/X/" + name + "/" + releaseVersion;
    }

    private RevisionPart read(String fileName, String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        JsonDocument document = ((Json.Result.Read) Json.read(bytes, JsonLimits.FILE)).document();
        return RevisionPart.whole(new SourceFile(directory() + "/" + fileName, bytes), document);
    }
}
