package io.github.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.Child;
import io.github.orrery.testing.Shell;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user may not read or write, also where the tests run as root: the program then runs without its powers. */
@Tag("process")
class DeniedTest {
    private static final String[] POWERLESS = {"setpriv", "--bounding-set", "-all", "--inh-caps", "-all"};

    @TempDir
    private Path directory;

    private Path repo;

    @BeforeEach
    void aRepository() {
        repo = TestRepo.in(directory.resolve("repo")).revision("kafka", 0).path();
    }

    @AfterEach
    void allowAll() {
        Shell.run(directory, "chmod", "-R", "u+rwX", ".");
    }

    @ParameterizedTest
    @CsvSource({
        "packages/K/kafka/0/config.json, 000",
        "packages/K/kafka/0, 000",
        "packages/K/kafka/0, 444",
        "packages/K/kafka, 000",
        "packages/K, 000",
        "packages/K, 444",
        "packages, 000",
        "packages, 111"
    })
    void whatMayNotBeReadIsOneProblem(String path, String mode) throws IOException {
        deny(path, mode);

        Child.Result result = orrery("check", "--quiet", "--repo", "repo");

        assertThat(result.output().lines().filter(line -> line.startsWith("repo/")))
                .as(result.output())
                .singleElement()
                .asString()
                .startsWith("repo/" + path + ":1:1: error: ")
                .endsWith("permission denied [unreadable-file]");
        assertThat(result.status()).isEqualTo(ExitStatus.PROBLEMS);
    }

    @Test
    void aRepositoryThatMayNotBeEnteredIsSaidToBe() throws IOException {
        deny("", "000");

        Child.Result result = orrery("check", "--repo", "repo");

        assertThat(result.output()).isEqualTo("orrery: repo: access is denied\n");
        assertThat(result.status()).isEqualTo(ExitStatus.WORLD_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"packages", "packages/kafka", ""})
    void aSiteThatCouldNotBeRemovedIsNotReplaced(String fixed) throws IOException {
        Path site = directory.resolve("site");
        Map<String, String> before = BuiltSite.of(repo, site).sums();
        TestRepo.in(repo).revision("zookeeper", 0);
        Shell.run(site, "chmod", "555", site.resolve(fixed).toString());
        demandPowerless(!Files.isWritable(site.resolve(fixed)));

        Child.Result result = orrery("build", "--quiet", "--repo", "repo", "--out", "site");

        assertThat(result.status()).as(result.output()).isEqualTo(ExitStatus.WORLD_FAILED);
        assertThat(result.output())
                .startsWith("orrery: " + site.resolve(fixed) + ": ")
                .hasLineCount(1);
        assertThat(BuiltSite.at(site).sums()).isEqualTo(before);
        assertThat(directory.resolve(".site.old")).doesNotExist();
        assertThat(directory.resolve(".site.new")).doesNotExist();
    }

    private void deny(String path, String mode) {
        Path denied = repo.resolve(path);
        Shell.run(directory, "chmod", mode, denied.toString());
        demandPowerless(!Files.isReadable(denied) || !Files.isExecutable(denied));
    }

    /** @param isDenied whether this very user already may not */
    private void demandPowerless(boolean isDenied) {
        boolean canBe = isRoot()
                && Shell.run(directory, "sh", "-c", "setpriv --bounding-set -all --inh-caps -all true")
                                .status()
                        == 0;
        assumeTrue(isDenied || canBe, "skipped: this user may all, and there is no setpriv (Debian: util-linux)");
    }

    private Child.Result orrery(String... words) {
        Child child = new Child().under("env", "-C", directory.toString());
        return (isRoot() ? child.under(POWERLESS) : child).orrery(words);
    }

    private boolean isRoot() {
        return Shell.run(directory, "id", "-u").output().strip().equals("0");
    }
}
