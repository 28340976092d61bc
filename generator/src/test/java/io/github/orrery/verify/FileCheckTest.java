package io.github.orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckTest {
    private static final Manifest.Entry PICTURE = new Manifest.Entry(4, "0".repeat(64), "image/png");

    @TempDir
    private static Path directory;

    private static TestHost host;

    @BeforeAll
    static void build() throws IOException {
        Path repo = TestRepo.in(directory.resolve("repo"))
                .revision("kafka", 0, r -> {})
                .path();
        BuiltSite.of(repo, directory.resolve("site"));
        host = new TestHost(directory.resolve("site"));
    }

    @AfterAll
    static void close() throws IOException {
        host.close();
    }

    @Test
    void clustersPassOnNoIconWithoutItsLength() throws IOException {
        answer(new Reply().with("Content-Type", "image/png"));

        assertThat(check("mirror/kafka/icon.png")).containsExactly("icon-length: is a picture without Content-Length");
    }

    @Test
    void clustersPassOnNoCompressedIcon() throws IOException {
        answer(new Reply()
                .with("Content-Type", "image/png")
                .with("Content-Encoding", "gzip")
                .with("Content-Length", "9"));

        assertThat(check("mirror/kafka/icon.png")).containsExactly("icon-length: is a picture with Content-Encoding");
    }

    @Test
    void picturesOfTheCatalogueAreForBrowsers() throws IOException {
        answer(new Reply().with("Content-Type", "image/png"));

        assertThat(check("assets/icon.png")).isEmpty();
    }

    @Test
    void whatHostsKeepToThemselvesIsNotAskedFor() throws IOException {
        answer(new Reply().status(404));

        assertThat(check("hosts/nginx.conf")).isEmpty();
        assertThat(check(".htaccess")).isEmpty();
        assertThat(check("_headers")).isEmpty();
    }

    @Test
    void aHostWithoutHeadIsAskedWithGet() throws IOException {
        host.does((request, connection) -> {
            Reply reply = request.method().equals("HEAD")
                    ? new Reply().status(405)
                    : new Reply().with("Content-Type", "image/png").body("four");
            reply.write(connection.getOutputStream(), request.method().equals("GET"));
            return true;
        });

        assertThat(check("mirror/kafka/icon.png")).isEmpty();
    }

    @Test
    void ofManyFilesWithOneMistakeAFewStandForAll() throws IOException {
        answer(new Reply().status(404));

        assertThat(check(
                        "a1.png", "a2.png", "a3.png", "a4.png", "a5.png", "a6.png", "a7.png", "a8.png", "a9.png",
                        "a10.png"))
                .hasSize(4)
                .last()
                .asString()
                .endsWith("; so are 6 more files");
    }

    private static void answer(Reply reply) {
        host.does((request, connection) -> {
            reply.write(connection.getOutputStream(), false);
            return true;
        });
    }

    private static List<String> check(String... paths) throws IOException {
        Findings findings = new Findings();
        FileCheck check =
                new FileCheck(new Fetcher(VerifyLimits.DEFAULT), VerifyLimits.DEFAULT, findings, Depth.CLIENTS);
        for (String path : paths) {
            check.check(URI.create(host.url("/" + path)), path, PICTURE);
        }
        check.finish();
        return findings.sorted().stream()
                .map(finding -> finding.fault().id() + ": " + finding.message())
                .toList();
    }
}
