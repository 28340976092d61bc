package io.github.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    @TempDir
    private Path directory;

    private final TestConsole console = TestConsole.ofFile(Map.of());

    @Test
    void ofARightSiteItSaysWhatEachVersionSees() {
        Path site = site();

        assertThat(console.run("verify", site.toString())).isEqualTo(ExitStatus.DONE);
        assertThat(console.out())
                .startsWith("DC/OS 1.6.1  yes  1 package, 1 revision  repo-up-to-1.6.1.zip\n")
                .contains("\nDC/OS 2.2    yes  1 package, 1 revision  repo-up-to-2.2.json\n")
                .endsWith(" files, nothing wrong\n");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void quietOfARightSiteIsSilent() {
        assertThat(console.run("verify", "--quiet", site().toString())).isEqualTo(ExitStatus.DONE);
        assertThat(console.out()).isEmpty();
    }

    @Test
    void whatIsWrongStandsWithItsRemedyOnStandardOutput() throws IOException {
        Path site = site();
        Files.writeString(site.resolve("more.txt"), "more");

        assertThat(console.run("verify", site.toString())).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(console.out())
                .startsWith(
                        """
                        more.txt: error: is in the directory, though the site does not list it [extra-file]
                            remedy: remove it: what a build did not make does not belong to a site
                        """)
                .endsWith(" files, 1 error, no warnings\n");
    }

    @Test
    void programsGetOneJsonObject() throws IOException {
        Path site = site();
        Files.writeString(site.resolve("more.txt"), "more");

        assertThat(console.run("verify", "--json", site.toString())).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(console.out())
                .startsWith("{\"schemaVersion\":1,\"site\":")
                .contains("\"findings\":[{\"id\":\"extra-file\",\"severity\":\"error\",\"where\":\"more.txt\"")
                .contains("{\"client\":\"DC/OS 1.8\",\"where\":\"repo-up-to-1.8.json\",\"usable\":true,\"packages\":1")
                .endsWith("}\n");
    }

    @Test
    void whatIsNoSiteIsWrongUsage() {
        assertThat(console.run("verify", directory.resolve("none").toString())).isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(console.run("verify")).isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(console.run("verify", "")).isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(console.run("verify", "--timeout=0", site().toString())).isEqualTo(ExitStatus.WRONG_USAGE);
        assertThat(console.run("verify", "https://user:secret@example.com/")).isEqualTo(ExitStatus.WRONG_USAGE);
    }

    @Test
    void aHostThatNobodyReachesIsAFailureOfTheWorld() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(console.run("verify", "http://127.0.0.1:" + port + "/")).isEqualTo(ExitStatus.WORLD_FAILED);
        assertThat(console.out()).isEmpty();
        assertThat(console.err()).startsWith("orrery: http://127.0.0.1:" + port + "/ cannot be reached");
    }

    private Path site() {
        Path repo = TestRepo.in(directory.resolve("repo"))
                .revision("kafka", 0, r -> {})
                .path();
        BuiltSite.of(repo, directory.resolve("site"));
        return directory.resolve("site");
    }
}
