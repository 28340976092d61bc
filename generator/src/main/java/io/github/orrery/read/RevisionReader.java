package io.github.orrery.read;

import io.github.orrery.json.Json;
import io.github.orrery.json.JsonDocument;
import io.github.orrery.json.JsonFault;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.json.SourcePosition;
import io.github.orrery.model.PackageName;
import io.github.orrery.model.RepositoryFormat;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.model.SourceFile;
import io.github.orrery.model.UniversePackage;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.problem.Severity;
import io.github.orrery.read.UniverseTree.PackageDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the revisions of one package; one that cannot be read is a problem and is left out. */
final class RevisionReader {
    private static final int DEEPEST = 8;
    private static final Set<String> KNOWN = Set.of(
            "package.json", "config.json", "resource.json", "command.json", "marathon.json", "marathon.json.mustache");

    private final RepositoryFiles files;
    private final RepositoryFormat format;
    private final Problems problems = new Problems();

    RevisionReader(RepositoryFiles files, RepositoryFormat format) {
        this.files = files;
        this.format = format;
    }

    PackageReading read(PackageDirectory directory) throws IOException {
        List<Revision> revisions = new ArrayList<>();
        for (long releaseVersion : directory.revisions()) {
            String path = directory.path() + "/" + releaseVersion;
            revision(directory.name(), releaseVersion, path).ifPresent(revisions::add);
        }
        List<UniversePackage> found =
                revisions.isEmpty() ? List.of() : List.of(new UniversePackage(directory.name(), revisions));
        return new PackageReading(found, problems.sorted());
    }

    /** All regular files below a directory, those of sub-directories too. */
    void collect(String directory, int depth, List<SourceFile> found, Problems into) throws IOException {
        for (RepositoryFiles.Entry entry : files.list(directory, into)) {
            String path = directory + "/" + entry.name();
            if (!entry.isDirectory()) {
                files.read(path, entry.attributes(), into).ifPresent(bytes -> found.add(new SourceFile(path, bytes)));
            } else if (depth == 0 && KNOWN.contains(entry.name())) {
                into.error("not-a-regular-file", Location.of(path), "is a directory, expected a file");
            } else if (depth == DEEPEST) {
                into.error("stray-directory", Location.of(path), "directories nested deeper than " + DEEPEST);
            } else {
                collect(path, depth + 1, found, into);
            }
        }
    }

    private Optional<Revision> revision(PackageName name, long releaseVersion, String directory) throws IOException {
        List<SourceFile> found = new ArrayList<>();
        Problems ofFiles = new Problems();
        collect(directory, 0, found, ofFiles);
        problems.addAll(ofFiles.sorted());
        if (ofFiles.hasErrors()) {
            return Optional.empty();
        }
        for (SourceFile file : found) {
            if (!KNOWN.contains(file.path().substring(directory.length() + 1)) || isOfOtherFormat(file)) {
                problems.warning(
                        "unknown-file",
                        Location.of(file.path()),
                        "is no file of a package, expected only " + known() + "; it is ignored");
            }
        }
        if (file(found, directory, "package.json") == null) {
            problems.error("package-json-missing", Location.of(directory), "holds no package.json, expected one");
            return Optional.empty();
        }
        Map<String, RevisionPart> parts = new HashMap<>();
        boolean complete = true;
        for (String fileName : List.of("package.json", "resource.json", "config.json", "command.json")) {
            SourceFile file = file(found, directory, fileName);
            if (file != null && !isOfOtherFormat(file)) {
                Optional<RevisionPart> part = part(file);
                part.ifPresent(read -> parts.put(fileName, read));
                complete &= part.isPresent();
            }
        }
        if (!complete) {
            return Optional.empty();
        }
        SourceFile template =
                file(found, directory, format == RepositoryFormat.V1 ? "marathon.json" : "marathon.json.mustache");
        return new RevisionParts(
                        Objects.requireNonNull(parts.get("package.json")),
                        parts.get("resource.json"),
                        parts.get("config.json"),
                        parts.get("command.json"))
                .inFormat(format, problems)
                .map(own -> new Revision(
                        name,
                        releaseVersion,
                        directory,
                        own.packagingVersion(),
                        own.packageJson(),
                        own.resource(),
                        own.config(),
                        own.command(),
                        template,
                        found));
    }

    private boolean isOfOtherFormat(SourceFile file) {
        return switch (file.name()) {
            case "marathon.json" -> format != RepositoryFormat.V1;
            case "marathon.json.mustache", "resource.json" -> format == RepositoryFormat.V1;
            default -> false;
        };
    }

    private String known() {
        return format == RepositoryFormat.V1
                ? "package.json, config.json, command.json and marathon.json"
                : "package.json, config.json, resource.json, command.json and marathon.json.mustache";
    }

    private static @Nullable SourceFile file(List<SourceFile> found, String directory, String fileName) {
        String path = directory + "/" + fileName;
        return found.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElse(null);
    }

    private Optional<RevisionPart> part(SourceFile file) {
        Json.Result result = Json.read(file.bytes(), JsonLimits.FILE);
        if (result instanceof Json.Result.Refused refused) {
            JsonFault fault = refused.fault();
            Location location = SourcePosition.of(file.bytes(), fault.offset()).in(file.path(), "");
            problems.error(fault.ruleId(), location, fault.message());
            return Optional.empty();
        }
        JsonDocument document = ((Json.Result.Read) result).document();
        for (JsonDocument.Duplicate duplicate : document.duplicates()) {
            duplicateKey(file, document, duplicate);
        }
        if (!document.root().isObject()) {
            problems.error(
                    "not-an-object",
                    document.at(file.path(), ""),
                    "the top level is " + kind(document) + ", expected an object");
            return Optional.empty();
        }
        return Optional.of(RevisionPart.whole(file, document));
    }

    private void duplicateKey(SourceFile file, JsonDocument document, JsonDocument.Duplicate duplicate) {
        SourcePosition first = document.position(duplicate.firstOffset());
        String key = Json.unescapePointer(
                duplicate.pointer().substring(duplicate.pointer().lastIndexOf('/') + 1));
        problems.add(new Problem(
                format == RepositoryFormat.V3 ? Severity.WARNING : Severity.ERROR,
                "duplicate-key",
                document.atOffset(file.path(), duplicate.againOffset(), duplicate.pointer()),
                "the key " + Problem.quote(key) + " occurs again, first at line " + first.line() + " column "
                        + first.column() + ", expected it once; the last value counts"));
    }

    private static String kind(JsonDocument document) {
        return switch (document.root().getNodeType()) {
            case ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            default -> "null";
        };
    }
}
