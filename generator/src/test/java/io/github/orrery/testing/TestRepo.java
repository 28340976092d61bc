package io.github.orrery.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A repository for a test, stating only what matters: each revision begins as a complete, valid one of packaging
 * version 3.0.
 *
 * <pre>{@code
 * TestRepo.in(directory).revision("kafka", 0, r -> r.set("minDcosReleaseVersion", "\"1.10\"")).path();
 * }</pre>
 */
public final class TestRepo {
    /** The files of one revision, before they are written. */
    public static final class RevisionFiles {
        private final Map<String, String> members = new LinkedHashMap<>();
        private final Map<String, byte[]> files = new LinkedHashMap<>();

        private RevisionFiles(String name) {
            set("packagingVersion", "\"3.0\"");
            set("name", "\"" + name + "\"");
            set("version", "\"1.0.0\"");
            set("maintainer", "\"maintainer@example.com\"");
            set("description", "\"A package for a test.\"");
            set("tags", "[\"test\"]");
            set("licenses", "[{\"name\": \"Apache-2.0\", \"url\": \"https://example.com/licence\"}]");
            file(
                    "resource.json",
                    "{\"images\": {\"icon-small\": \"https://example.com/s.png\", \"icon-medium\":"
                            + " \"https://example.com/m.png\", \"icon-large\": \"https://example.com/l.png\"}}");
            file(
                    "config.json",
                    "{\"type\": \"object\", \"properties\": {\"cpus\": {\"type\": \"number\", \"default\": 0.5}}}");
            file("marathon.json.mustache", "{\"id\": \"" + name + "\", \"cpus\": {{cpus}}}\n");
        }

        /** Sets a member of package.json to a JSON text. */
        public RevisionFiles set(String key, String json) {
            members.put(key, json);
            return this;
        }

        /** Removes a member of package.json. */
        public RevisionFiles unset(String key) {
            members.remove(key);
            return this;
        }

        /** Adds or replaces a file; {@code package.json} given this way replaces all members. */
        public RevisionFiles file(String fileName, String text) {
            return file(fileName, text.getBytes(StandardCharsets.UTF_8));
        }

        public RevisionFiles file(String fileName, byte[] bytes) {
            files.put(fileName, bytes);
            return this;
        }

        public RevisionFiles without(String fileName) {
            files.remove(fileName);
            return this;
        }

        private void writeTo(Path directory) throws IOException {
            Files.createDirectories(directory);
            StringBuilder packageJson = new StringBuilder("{");
            members.forEach((key, json) -> packageJson
                    .append(packageJson.length() == 1 ? "\n  " : ",\n  ")
                    .append('"')
                    .append(key)
                    .append("\": ")
                    .append(json));
            Files.writeString(directory.resolve("package.json"), packageJson.append("\n}\n"));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(directory.resolve(file.getKey()), file.getValue());
            }
        }
    }

    /** Changes the files of a revision. */
    public interface Change {
        void apply(RevisionFiles revision);
    }

    private final Path root;

    private TestRepo(Path root) {
        this.root = root;
    }

    /** A repository in a directory, which is made where it does not exist. */
    public static TestRepo in(Path root) {
        try {
            Files.createDirectories(root.resolve("packages"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestRepo(root);
    }

    public TestRepo revision(String name, int releaseVersion) {
        return revision(name, releaseVersion, files -> {});
    }

    public TestRepo revision(String name, int releaseVersion, Change change) {
        RevisionFiles files = new RevisionFiles(name);
        change.apply(files);
        try {
            files.writeTo(directory(name, releaseVersion));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Writes any file below the repository. */
    public TestRepo file(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Path directory(String name, int releaseVersion) {
        return root.resolve("packages")
                .resolve(name.substring(0, 1).toUpperCase(Locale.ROOT))
                .resolve(name)
                .resolve(Integer.toString(releaseVersion));
    }

    public Path path() {
        return root;
    }
}
