package io.github.orrery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.StrictZip;
import io.github.orrery.testing.Tar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small repositories with their whole sites: {@code golden/<case>/repo} and {@code golden/<case>/expected}. Archives are
 * written out as text; of compressed files and sums only the names are kept, since other tests prove them and the bytes
 * differ with the machine's zlib. Pages have tests of their own. {@code mvn test -Dtest=GoldenTest -Dgolden.update}
 * writes what is built.
 */
class GoldenTest {
    private static final Path CASES = Path.of("src", "test", "resources", "golden");

    @TempDir
    Path directory;

    static List<Path> cases() throws IOException {
        try (Stream<Path> cases = Files.list(CASES)) {
            return cases.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isBuiltExactlyLikeThis(Path example) throws IOException {
        BuiltSite site = BuiltSite.of(example.resolve("repo"), directory.resolve("site"), BuiltSite.WITHOUT_PAGES)
                .demandSums();
        Map<String, String> built = shown(site);
        Path expected = example.resolve("expected");
        if (System.getProperty("golden.update") != null) {
            write(expected, built);
        }

        assertThat(read(expected)).isEqualTo(built);
    }

    private static Map<String, String> shown(BuiltSite site) {
        Map<String, String> shown = new TreeMap<>();
        shown.put("FILES", String.join("\n", site.paths()) + "\n");
        for (String path : site.paths()) {
            if (path.endsWith(".zip")) {
                shown.put(path + ".txt", zip(StrictZip.entries(site.bytes(path))));
            } else if (path.endsWith(".tgz")) {
                shown.put(path + ".txt", tar(Tar.gzipped(site.bytes(path))));
            } else if (!path.endsWith(".gz") && !path.equals("site.json") && !path.equals("SHA256SUMS")) {
                shown.put(path, site.text(path));
            }
        }
        return shown;
    }

    private static String zip(Map<String, byte[]> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach((name, content) -> {
            text.append("== ").append(name).append('\n');
            if (!name.endsWith("/") && !name.contains("/meta/schema/")) {
                text.append(new String(content, StandardCharsets.UTF_8)).append('\n');
            }
        });
        return text.toString();
    }

    private static String tar(Map<String, Tar.Entry> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach((name, entry) -> text.append("== ")
                .append(name)
                .append(" of ")
                .append(entry.content().length)
                .append(" bytes at ")
                .append(entry.time())
                .append('\n'));
        return text.toString();
    }

    private static Map<String, String> read(Path expected) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path file : files(expected)) {
            files.put(expected.relativize(file).toString(), Files.readString(file));
        }
        return files;
    }

    private static void write(Path expected, Map<String, String> built) throws IOException {
        for (Path file : files(expected)) {
            Files.delete(file);
        }
        for (Map.Entry<String, String> file : built.entrySet()) {
            Path path = expected.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            return new ArrayList<>(paths.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList());
        }
    }
}
