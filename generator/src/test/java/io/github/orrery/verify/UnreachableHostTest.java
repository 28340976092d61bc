package io.github.orrery.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreachableHostTest {
    @TempDir
    private Path directory;

    @Test
    void aHostThatNobodyReachesIsAFailureOfTheWorld() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThatThrownBy(() ->
                        SiteVerifier.verify("http://127.0.0.1:" + port + "/", VerifyLimits.DEFAULT, Depth.CLIENTS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void aHostNameThatNobodyKnowsIsSaid() {
        assertThatThrownBy(() -> SiteVerifier.verify("http://nobody.invalid/", VerifyLimits.DEFAULT, Depth.CLIENTS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be reached: the name nobody.invalid is not known");
    }

    @Test
    void aServerThatStaysSilentIsNotWaitedForAgainAndAgain() throws IOException {
        VerifyLimits impatient = new VerifyLimits(
                1 << 20, 20, 16 << 10, Duration.ofSeconds(20), Duration.ofMillis(200), Duration.ofSeconds(20));
        AtomicInteger asked = new AtomicInteger();
        try (TestHost host = host()) {
            host.does((request, connection) -> {
                asked.incrementAndGet();
                TestHost.isLeftWithin(connection, 20_000);
                return true;
            });

            Verification verification =
                    SiteVerifier.verify(host.url("/"), impatient, Depth.CLIENTS).orElseThrow();

            assertThat(verification.verdicts()).hasSize(11).noneMatch(Verdict::isUsable);
            assertThat(verification.findings())
                    .extracting(finding -> finding.fault().id())
                    .contains("stalled");
            assertThat(asked).hasValueLessThanOrEqualTo(3);
        }
    }

    @Test
    void whatAServerSaysInThePlaceOfHttpIsShortened() throws IOException {
        try (TestHost host = host()) {
            host.does((request, connection) -> {
                connection
                        .getOutputStream()
                        .write("{\"packages\":\u001b[31m".repeat(10_000).getBytes(US_ASCII));
                return true;
            });

            Verification verification = SiteVerifier.verify(
                            host.url("/repo-up-to-1.13.json"), VerifyLimits.DEFAULT, Depth.CLIENTS)
                    .orElseThrow();

            assertThat(verification.findings()).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.fault()).isEqualTo(Fault.NO_ANSWER);
                assertThat(finding.message()).hasSizeLessThan(300).doesNotContain("\u001b");
            });
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsNamed() throws IOException {
        try (TestHost host = host()) {
            String url = host.url("/repo-up-to-1.13.json").replace("http:", "https:");

            Verification verification = SiteVerifier.verify(url, VerifyLimits.DEFAULT, Depth.CLIENTS)
                    .orElseThrow();

            assertThat(verification.findings())
                    .extracting(finding -> finding.fault().id())
                    .contains("tls");
            assertThat(verification.verdicts()).noneMatch(Verdict::isUsable);
        }
    }

    @Test
    void aServerThatGivesEveryClusterTheNewestIndexIsNamed() throws IOException {
        try (TestHost host = host()) {
            host.does((request, connection) -> {
                if (!request.header("user-agent").contains("dcos/")) {
                    return false;
                }
                TestHost.Request newest = new TestHost.Request("GET", "/repo-up-to-2.2.json", request.headers());
                host.right(newest).with("Vary", "Accept, User-Agent").write(connection.getOutputStream(), true);
                return true;
            });

            Verification verification = SiteVerifier.verify(host.url("/repo"), VerifyLimits.DEFAULT, Depth.CLIENTS)
                    .orElseThrow();

            assertThat(verification.verdicts())
                    .filteredOn(Verdict::isUsable)
                    .extracting(Verdict::client)
                    .containsExactly("DC/OS 1.6.1", "DC/OS 1.12", "DC/OS 1.13", "DC/OS 2.0", "DC/OS 2.1", "DC/OS 2.2");
            assertThat(verification.findings()).anySatisfy(finding -> {
                assertThat(finding.fault()).isEqualTo(Fault.TYPE_TOO_NEW);
                assertThat(finding.clients()).containsExactly("DC/OS 1.8", "DC/OS 1.9");
                assertThat(finding.remedy()).contains("version=v3");
            });
            assertThat(verification.findings()).anySatisfy(finding -> {
                assertThat(finding.fault()).isEqualTo(Fault.SWAPPED);
                assertThat(finding.remedy()).contains("by the version after \"dcos/\" in User-Agent");
            });
        }
    }

    private TestHost host() throws IOException {
        Path repo = TestRepo.in(directory.resolve("repo"))
                .revision("kafka", 0, r -> {})
                .revision("kafka", 1, r -> r.set("version", "\"2\"").set("minDcosReleaseVersion", "\"2.2\""))
                .path();
        BuiltSite.of(repo, directory.resolve("site"));
        return new TestHost(directory.resolve("site"));
    }
}
