package io.github.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.Child;
import io.github.orrery.testing.TestRepo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
    @TempDir
    private Path directory;

    private final TestConsole console = TestConsole.ofFile(Map.of());

    @Test
    void servesTheSiteThatABuildWrites() throws Exception {
        Path repo = repo();
        BuiltSite built = BuiltSite.of(repo, directory.resolve("site"));
        Process process = new Child().startOrrery("serve", "--repo", repo.toString(), "--port", "0");
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String first = lines.readLine();
            assertThat(first).matches("Serving the site at http://127\\.0\\.0\\.1:[0-9]+/");
            String url = first.substring("Serving the site at ".length());
            assertThat(lines.readLine()).isEqualTo("A cluster of any version adds " + url + "repo");

            for (String path : built.paths()) {
                if (!path.startsWith(".")) {
                    assertThat(fetched(url + path)).as(path).isEqualTo(built.bytes(path));
                }
            }
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("repo", "site", ".site.lock");
        }
    }

    @Test
    void aTakenPortIsTheWorldsFailure() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            int status = console.run("serve", "--repo", repo().toString(), "--port", port);

            assertThat(console.err())
                    .startsWith("orrery: cannot listen on 127.0.0.1 port " + port + ": ")
                    .hasLineCount(1);
            assertThat(status).isEqualTo(ExitStatus.WORLD_FAILED);
        }
    }

    @Test
    void nothingIsServedWhileThereAreErrors() {
        Path repo = TestRepo.in(directory.resolve("repo"))
                .revision("kafka", 0, r -> r.unset("version"))
                .path();

        assertThat(console.run("serve", "--repo", repo.toString(), "--port", "0"))
                .isEqualTo(ExitStatus.PROBLEMS);
        assertThat(console.err())
                .contains("package.json:1:1: error:")
                .endsWith("nothing is served while there are errors\n");
        assertThat(console.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 65536             | --port: 65536, expected 0 to 65535",
                "--port many              | Invalid value for option '--port': 'many' is not an int",
                "--bind no.such.invalid   | --bind: \"no.such.invalid\" is no address and no name of one",
                "--without icons          | --without: \"icons\" is no family",
            })
    void saysWhatIsWrongWithTheUsage(String words, String message) {
        List<String> line = Stream.concat(Stream.of("serve", "--repo", repo().toString()), Stream.of(words.split(" ")))
                .toList();

        assertThat(console.run(line.toArray(String[]::new))).isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(console.err()).startsWith("orrery: " + message);
    }

    private Path repo() {
        return TestRepo.in(directory.resolve("repo"))
                .revision("kafka", 0, r -> {})
                .revision("kafka", 1, r -> r.set("version", "\"2.0.0\""))
                .path();
    }

    private static byte[] fetched(String url) throws IOException {
        try (InputStream in = URI.create(url).toURL().openStream()) {
            return in.readAllBytes();
        }
    }
}
