package io.github.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    @TempDir
    private Path directory;

    private final TestConsole console = TestConsole.ofFile(Map.of());

    @Test
    void equalRepositoriesDoNotDiffer() {
        String repo = repo("old").revision("kafka", 0, r -> {}).path().toString();

        assertThat(console.run("diff", repo, repo)).isEqualTo(ExitStatus.DONE);
        assertThat(console.out()).isEqualTo("no cluster sees a difference\n");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void clustersThatSeeTheSameDifferenceStandTogether() {
        Path old = repo("old").revision("kafka", 0, r -> {}).path();
        Path now = repo("new")
                .revision("kafka", 0, r -> {})
                .revision("kafka", 1, r -> r.set("version", "\"2.0.0\"").set("minDcosReleaseVersion", "\"1.12\""))
                .path();

        assertThat(console.run("diff", old.toString(), now.toString())).isEqualTo(ExitStatus.DONE);
        assertThat(console.out())
                .startsWith(
                        """
                        DC/OS 1.12, 1.13, 2.0, 2.1, 2.2
                          ~ kafka  changed
                              installs 2.0.0 (revision 1) in place of 1.0.0 (revision 0)
                              added: 2.0.0 (revision 1)

                        """)
                .containsPattern(
                        "\nDC/OS 1\\.11 +1 packages \\(\\+0\\), 1 revisions \\(\\+0\\), \\d+ bytes \\(\\+0\\)\n")
                .containsPattern(
                        "\nDC/OS 1\\.12 +1 packages \\(\\+0\\), 2 revisions \\(\\+1\\), \\d+ bytes \\(\\+\\d+\\)\n");
    }

    @Test
    void packagesComeAndGo() {
        Path old = repo("old").revision("kafka", 0, r -> {}).path();
        Path now = repo("new").revision("spark", 3, r -> {}).path();

        console.run("diff", old.toString(), now.toString());
        assertThat(console.out())
                .contains("\n  - kafka  gone\n      removed: 1.0.0 (revision 0)\n")
                .contains("\n  + spark  new\n      added: 1.0.0 (revision 3)\n");
    }

    @Test
    void optionsAndImagesOfWhatIsInstalledAreCompared() {
        Path old = repo("old").revision("kafka", 0, r -> {}).path();
        Path now = repo("new")
                .revision("kafka", 0, r -> {})
                .revision("kafka", 1, r -> r.set("version", "\"2.0.0\"")
                        .file("config.json", "{\"type\": \"object\", \"properties\": {}}")
                        .file("marathon.json.mustache", "{\"id\": \"kafka\"}")
                        .file(
                                "resource.json",
                                "{\"assets\": {\"container\": {\"docker\": {\"kafka\": \"example/kafka:2\"}}}}"))
                .path();

        console.run("diff", old.toString(), now.toString());
        assertThat(console.out())
                .contains("  ~ kafka  changed (breaking)\n")
                .contains("\n      option removed cpus (breaking)\n")
                .contains("\n      image added: example/kafka:2\n");
    }

    @Test
    void aRevisionThatChangesUnderItsNumberIsSaidAndSoIsOneThatIsShadowed() {
        Path old = repo("old").revision("kafka", 0, r -> {}).path();
        Path now = repo("new")
                .revision("kafka", 0, r -> r.set("description", "\"Another.\""))
                .revision("kafka", 1, r -> {})
                .path();

        console.run("diff", old.toString(), now.toString());
        assertThat(console.out())
                .contains("content changed under the same number: 1.0.0 (revision 0)\n")
                .contains("shadowed by a later revision of the same version: 1.0.0 (revision 0)\n");
    }

    @Test
    void aRepositoryDoesNotDifferFromItsSiteInADirectoryOrBehindAUrl() throws IOException {
        Path repo = repo("old")
                .revision("kafka", 0, r -> r.set("packagingVersion", "\"2.0\""))
                .revision("kafka", 1, r -> r.set("packagingVersion", "\"4.0\"").set("version", "\"2.0.0\""))
                .path();
        Path site = directory.resolve("site");
        assertThat(console.run("build", "--repo", repo.toString(), "--out", site.toString()))
                .isEqualTo(ExitStatus.DONE);

        TestConsole ofDirectory = TestConsole.ofFile(Map.of());
        assertThat(ofDirectory.run("diff", repo.toString(), site.toString())).isEqualTo(ExitStatus.DONE);
        assertThat(ofDirectory.out()).isEqualTo("no cluster sees a difference\n");

        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Path file = site.resolve(exchange.getRequestURI().getPath().substring(1));
            if (Files.isRegularFile(file)) {
                byte[] bytes = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
            exchange.close();
        });
        server.start();
        try {
            TestConsole ofUrl = TestConsole.ofFile(Map.of());
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            assertThat(ofUrl.run("diff", url, repo.toString())).isEqualTo(ExitStatus.DONE);
            assertThat(ofUrl.out()).isEqualTo("no cluster sees a difference\n");
        } finally {
            server.stop(0);
        }
        assertThat(TestConsole.ofFile(Map.of()).run("diff", "http://127.0.0.1:1/", repo.toString()))
                .isEqualTo(ExitStatus.WORLD_FAILED);
    }

    @Test
    void programsGetOneJsonObject() {
        Path old = repo("old").revision("kafka", 0, r -> {}).path();
        Path now = repo("new")
                .revision("kafka", 0, r -> {})
                .revision("kafka", 1, r -> {})
                .path();

        console.run("diff", "--format", "json", old.toString(), now.toString());
        assertThat(console.out())
                .startsWith("{\"schemaVersion\":1,\"different\":true,\"clusters\":[{\"dcos\":\"1.6.1\"")
                .contains("\"name\":\"kafka\",\"kind\":\"changed\",\"breaking\":false,"
                        + "\"before\":{\"releaseVersion\":0,\"version\":\"1.0.0\"},"
                        + "\"after\":{\"releaseVersion\":1,\"version\":\"1.0.0\"}")
                .endsWith("}\n");
    }

    @Test
    void inMarkdownTheTextOfStrangersIsCode() {
        Path old = repo("old").revision("kafka", 0, r -> {}).path();
        Path now = repo("new")
                .revision("kafka", 0, r -> {})
                .revision("kafka", 1, r -> r.set("version", "\"2.0.0\"")
                        .file(
                                "config.json",
                                "{\"properties\": {\"cpus\": {\"type\": \"number\", \"default\": 0.5},"
                                        + " \"`2`@all<b>\": {\"type\": \"string\"}}}"))
                .path();

        console.run("diff", "--format", "markdown", old.toString(), now.toString());
        assertThat(console.out())
                .startsWith("## What clusters would see\n\n### DC/OS 1.6.1, 1.7, 1.8")
                .contains("\n- **changed** `kafka`\n")
                .contains("\n  - `` option added `2`@all<b>: string ``\n")
                .contains("\n| 1.8 | 1 (+0) | 2 (+1) | ");
    }

    @Test
    void aRepositoryWithErrorsIsNotCompared() {
        Path old = repo("old").revision("kafka", 0, r -> {}).path();
        Path now = repo("new").revision("kafka", 0, r -> r.unset("tags")).path();

        assertThat(console.run("diff", old.toString(), now.toString())).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(console.out()).isEmpty();
        assertThat(console.err())
                .contains("packages/K/kafka/0/package.json")
                .endsWith("orrery: nothing is compared while there are errors\n");
    }

    @Test
    void furtherFormsAreWrittenToFiles() throws IOException {
        String old = repo("old").revision("kafka", 0, r -> {}).path().toString();
        String now = repo("now")
                .revision("kafka", 0, r -> {})
                .revision("spark", 0, r -> {})
                .path()
                .toString();
        Path markdown = directory.resolve("diff.md");
        Path json = directory.resolve("diff.json");

        assertThat(console.run("diff", "--report=markdown=" + markdown, "--report=json=" + json, old, now))
                .isEqualTo(ExitStatus.DONE);
        assertThat(console.out()).startsWith("DC/OS 1.6.1");
        assertThat(markdown).content().startsWith("## What clusters would see\n\n### DC/OS 1.6.1");
        assertThat(json).content().startsWith("{\"schemaVersion\":1");
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        String repo = repo("old").revision("kafka", 0, r -> {}).path().toString();
        Path zip = Files.createDirectory(directory.resolve("site")).resolve("repo-up-to-1.7.zip");
        for (String content : List.of("no zip", "PK\u0003\u0004, and no more of it")) {
            Files.writeString(zip, content);
            assertThat(console.run("diff", repo, directory.resolve("site").toString()))
                    .isEqualTo(ExitStatus.WORLD_FAILED);
            assertThat(console.err()).startsWith("orrery: " + zip + ": is ");
        }
    }

    @Test
    void whatCannotBeComparedIsWrongUsage() {
        String repo = repo("old").revision("kafka", 0, r -> {}).path().toString();

        assertThat(console.run("diff", repo)).isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(console.run("diff", repo, "")).isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(console.run("diff", repo, directory.resolve("none").toString()))
                .isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(console.run("diff", "--format", "xml", repo, repo)).isEqualTo(ExitStatus.WRONG_USAGE);
    }

    private TestRepo repo(String name) {
        return TestRepo.in(directory.resolve(name));
    }
}
