package io.github.orrery.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.SpelledNumber;
import io.github.orrery.problem.Location;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One directory {@code packages/<letter>/<name>/<releaseVersion>} and its content. The JSON trees are the truth; the
 * methods name the few facts that are decided on.
 */
public final class Revision {
    private final PackageName name;
    private final long releaseVersion;
    private final String directory;
    private final PackagingVersion packagingVersion;
    private final RevisionPart packageJson;
    private final @Nullable RevisionPart resource;
    private final @Nullable RevisionPart config;
    private final @Nullable RevisionPart command;
    private final @Nullable SourceFile template;
    private final List<SourceFile> files;
    private final ObjectNode item;

    /**
     * @param directory path below the repository, e.g. {@code packages/C/cassandra/3}
     * @param packageJson as an index item has it: with {@code packagingVersion}, without {@code images}
     * @param template {@code marathon.json.mustache}, or {@code marathon.json} in 1.x trees
     * @param files every regular file of the directory, by path
     */
    public Revision(
            PackageName name,
            long releaseVersion,
            String directory,
            PackagingVersion packagingVersion,
            RevisionPart packageJson,
            @Nullable RevisionPart resource,
            @Nullable RevisionPart config,
            @Nullable RevisionPart command,
            @Nullable SourceFile template,
            List<SourceFile> files) {
        this.name = name;
        this.releaseVersion = releaseVersion;
        this.directory = directory;
        this.packagingVersion = packagingVersion;
        this.packageJson = packageJson;
        this.resource = resource;
        this.config = config;
        this.command = command;
        this.template = template;
        this.files = List.copyOf(files);
        this.item = assemble();
    }

    public PackageName name() {
        return name;
    }

    /** The number of the directory, from 0; it orders the revisions of a package. */
    public long releaseVersion() {
        return releaseVersion;
    }

    /** E.g. {@code packages/C/cassandra/3}. */
    public String directory() {
        return directory;
    }

    public PackagingVersion packagingVersion() {
        return packagingVersion;
    }

    public RevisionPart packageJson() {
        return packageJson;
    }

    public Optional<RevisionPart> resource() {
        return Optional.ofNullable(resource);
    }

    public Optional<RevisionPart> config() {
        return Optional.ofNullable(config);
    }

    public Optional<RevisionPart> command() {
        return Optional.ofNullable(command);
    }

    /** The Marathon template's file; one of zero bytes counts as none (formats.md 1.2). */
    public Optional<SourceFile> template() {
        return Optional.ofNullable(template).filter(file -> file.bytes().length > 0);
    }

    public List<SourceFile> files() {
        return files;
    }

    /** Upstream's version string, e.g. {@code 2.8.0-3.11.5}; empty where package.json has none. */
    public String version() {
        return packageJson.tree().path("version").asText("");
    }

    /** The oldest cluster that may see it; empty where none is given or the text is no version. */
    public Optional<DcosReleaseVersion> minDcosReleaseVersion() {
        JsonNode minimum = packageJson.tree().path("minDcosReleaseVersion");
        return minimum.isTextual() ? DcosReleaseVersion.parse(minimum.textValue()) : Optional.empty();
    }

    /**
     * The index item (formats.md 2.1): package.json's members in file order, then {@code releaseVersion},
     * {@code resource}, {@code marathon}, {@code config}, {@code command}. Shared, so change only a copy.
     */
    public ObjectNode item() {
        return item;
    }

    /** The place of a value of the index item, by its JSON Pointer there: in the file that it came from. */
    public Location locate(String pointer) {
        String part = pointer.isEmpty() ? "" : pointer.substring(1).split("/", 2)[0];
        String rest = pointer.substring(Math.min(pointer.length(), part.length() + 1));
        RevisionPart source =
                switch (part) {
                    case "resource" -> resource;
                    case "config" -> config;
                    case "command" -> command;
                    default -> null;
                };
        if (source != null) {
            return source.at(rest);
        }
        if (part.equals("marathon") && template != null) {
            return Location.of(template.path());
        }
        return packageJson.at(pointer);
    }

    private ObjectNode assemble() {
        ObjectNode assembled = Json.NODES.objectNode();
        assembled.setAll(packageJson.tree());
        assembled.set("releaseVersion", new SpelledNumber(Long.toString(releaseVersion)));
        addPart(assembled, "resource", resource);
        template().ifPresent(file -> assembled
                .putObject("marathon")
                .put("v2AppMustacheTemplate", Base64.getEncoder().encodeToString(file.bytes())));
        addPart(assembled, "config", config);
        addPart(assembled, "command", command);
        return assembled;
    }

    private static void addPart(ObjectNode assembled, String key, @Nullable RevisionPart part) {
        if (part != null && !part.isEmpty()) {
            assembled.set(key, part.tree());
        }
    }
}
