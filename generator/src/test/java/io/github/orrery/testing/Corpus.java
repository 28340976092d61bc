package io.github.orrery.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The real Universe that conformance tests read: the archives in the directory that the environment variable {@code
 * ORRERY_CORPUS} names, unpacked once below {@code target/}. Without the variable such tests are skipped and say so.
 */
public final class Corpus {
    private static final Path UNPACKED = Path.of("target", "corpus");

    private Corpus() {}

    /** {@code universe-3.x}: the directory with {@code repo/packages}. */
    public static Path universe3() {
        return archive("universe-3.x").resolve("repo");
    }

    /** {@code universe-1.x}: a tree of format 1.x. */
    public static Path universe1() {
        return archive("universe-1.x").resolve("repo");
    }

    /** What the original tools made of {@link #universe3()}. */
    public static Path expected3() {
        return archive("expected-3.x");
    }

    /** The public JSON Schema test suite, draft 4. */
    public static Path draft4Suite() {
        return archive("json-schema-draft4");
    }

    /** What a real cluster renders of each revision that has a template, one JSON text a line. */
    public static List<String> rendered3() {
        Path file = UNPACKED.resolve("rendered-3.x.jsonl");
        unpackOnce(
                file,
                "xz -dc '" + source("rendered-3.x.jsonl.xz") + "' > '" + file + ".part' && mv '" + file + ".part' '"
                        + file + "'");
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path archive(String name) {
        Path directory = UNPACKED.resolve(name);
        Path part = UNPACKED.resolve(name + ".part");
        unpackOnce(
                directory,
                "rm -rf '" + part + "' && mkdir '" + part + "' && xz -dc '" + source(name + ".tar.xz")
                        + "' | tar -xf - -C '" + part + "' && mv '" + part.resolve(name) + "' '" + directory
                        + "' && rmdir '" + part + "'");
        return directory;
    }

    private static Path source(String file) {
        String corpus = System.getenv("ORRERY_CORPUS");
        assumeTrue(
                corpus != null && !corpus.isBlank(),
                "skipped: the environment variable ORRERY_CORPUS names no directory with the real Universe");
        Path source = Path.of(corpus).resolve(file).toAbsolutePath();
        assumeTrue(Files.isRegularFile(source), "skipped: there is no " + source);
        return source;
    }

    private static synchronized void unpackOnce(Path result, String shellCommand) {
        if (Files.exists(result)) {
            return;
        }
        try {
            Files.createDirectories(UNPACKED);
            Process process = new ProcessBuilder("bash", "-c", "set -o pipefail; " + shellCommand)
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("cannot unpack: " + shellCommand);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Every revision directory of a tree, sorted. */
    public static List<Path> revisions(Path repo) {
        try (Stream<Path> paths = Files.find(
                repo.resolve("packages"),
                3,
                (path, attributes) ->
                        path.getNameCount() == repo.resolve("packages").getNameCount() + 3)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
