package io.github.orrery.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.model.Content;
import io.github.orrery.model.PackagingVersion;
import io.github.orrery.model.RepositoryFormat;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.problem.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON files of one package's revisions against their schemas (formats.md 1.3 to 1.6).
 */
final class FileCheck {
    private static final List<String> BEFORE_FIRST_FORMAT = List.of("dataSchema", "dependencies");

    private final RepositoryFormat format;
    private final Findings findings;
    private final ConfigCheck configs = new ConfigCheck();
    private final Map<Content, List<SchemaViolation>> knownConfigs = new HashMap<>();

    FileCheck(RepositoryFormat format, Findings findings) {
        this.format = format;
        this.findings = findings;
    }

    void check(Revision revision) {
        packageJson(revision);
        revision.resource().ifPresent(part -> resource(revision, part));
        revision.config().ifPresent(this::config);
        revision.command().ifPresent(part -> command(revision, part));
    }

    static SchemaCheck packageSchema(PackagingVersion version) {
        return SchemaCheck.of("package-schema.json", "package-" + version.text());
    }

    static SchemaCheck resourceSchema(PackagingVersion version) {
        return SchemaCheck.of(version == PackagingVersion.V2_0 ? "v2-resource-schema.json" : "v3-resource-schema.json");
    }

    private void packageJson(Revision revision) {
        RevisionPart part = revision.packageJson();
        if (format == RepositoryFormat.V1) {
            firstFormat(part);
            return;
        }
        for (SchemaViolation violation :
                packageSchema(revision.packagingVersion()).violations(part.tree())) {
            boolean isNameForm =
                    violation.pointer().equals("/name") && violation.keyword().equals("pattern");
            Severity severity = isNameForm && format == RepositoryFormat.V2 ? Severity.WARNING : Severity.ERROR;
            findings.add(
                    isNameForm ? Rule.PACKAGE_NAME : Rule.PACKAGE_SCHEMA,
                    severity,
                    part.at(violation.pointer()),
                    violation.message());
        }
    }

    /** What a 1.x revision says, as it stands in the file; what came before 1.x is taken too (formats.md 4.6). */
    private void firstFormat(RevisionPart part) {
        ObjectNode file = Json.NODES.objectNode();
        file.setAll((ObjectNode) part.document().root());
        file.remove(BEFORE_FIRST_FORMAT);
        for (SchemaViolation violation :
                SchemaCheck.of("legacy-package-schema.json").violations(file)) {
            findings.add(Rule.PACKAGE_SCHEMA, part.at(violation.pointer()), violation.message());
        }
        JsonNode dataSchema = part.document().root().path("dataSchema");
        if (!dataSchema.isMissingNode() && !dataSchema.isObject()) {
            findings.add(
                    Rule.PACKAGE_SCHEMA,
                    part.at("/dataSchema"),
                    "\"dataSchema\" is " + SchemaWords.value(dataSchema) + ", expected an object");
        }
        dependencies(part, part.document().root().path("dependencies"));
        JsonNode name = file.path("name");
        if (name.isTextual() && !name.textValue().matches("[a-z][a-z0-9-]*[a-z0-9]")) {
            findings.add(
                    Rule.PACKAGE_NAME,
                    Severity.WARNING,
                    part.at("/name"),
                    "\"name\" is " + SchemaWords.value(name) + ", expected "
                            + SchemaWords.pattern("^[a-z][a-z0-9-]*[a-z0-9]$"));
        }
    }

    private void dependencies(RevisionPart part, JsonNode dependencies) {
        if (dependencies.isMissingNode()) {
            return;
        }
        boolean isList = dependencies.isArray();
        for (JsonNode dependency : dependencies) {
            isList &= dependency.path("name").isTextual()
                    && dependency.path("version").isTextual();
        }
        if (!isList) {
            findings.add(
                    Rule.PACKAGE_SCHEMA,
                    part.at("/dependencies"),
                    "\"dependencies\" is not as it should be, expected a list of objects with a \"name\" and a"
                            + " \"version\", both strings");
        }
    }

    private void resource(Revision revision, RevisionPart part) {
        boolean isOfPackageJson =
                part.file().path().equals(revision.packageJson().file().path());
        if (!isOfPackageJson) {
            report(Rule.RESOURCE_SCHEMA, part, resourceSchema(revision.packagingVersion()));
        }
    }

    private void command(Revision revision, RevisionPart part) {
        if (revision.packagingVersion().isAtLeast(PackagingVersion.V4_0)) {
            findings.add(
                    Rule.COMMAND_NOT_ALLOWED,
                    part.at(""),
                    "a command.json in packaging version "
                            + revision.packagingVersion().text()
                            + ", expected none; command line plug-ins stand in resource.json as \"cli\"");
            return;
        }
        report(Rule.COMMAND_SCHEMA, part, SchemaCheck.of("command-schema.json"));
    }

    private void config(RevisionPart part) {
        Content content = Content.of(part);
        List<SchemaViolation> violations =
                knownConfigs.computeIfAbsent(content, key -> configs.violations(part.tree()));
        violations.forEach(
                violation -> findings.add(Rule.CONFIG_SCHEMA, part.at(violation.pointer()), violation.message()));
    }

    private void report(Rule rule, RevisionPart part, SchemaCheck schema) {
        for (SchemaViolation violation : schema.violations(part.tree())) {
            findings.add(rule, part.at(violation.pointer()), violation.message());
        }
    }
}
