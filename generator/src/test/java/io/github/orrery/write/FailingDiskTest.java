package io.github.orrery.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.Child;
import io.github.orrery.testing.Shell;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the disk fails the program ends with status 3, names the path, and leaves the old site (trust.md C6). */
@Tag("process")
class FailingDiskTest {
    @TempDir
    Path directory;

    private Path disk;
    private Path site;
    private Path repo;
    private Path large;
    private boolean mounted;

    @BeforeEach
    void aSmallAndALargeRepository() {
        repo = TestRepo.in(directory.resolve("repo")).revision("aa", 0).path();
        TestRepo more = TestRepo.in(directory.resolve("large"));
        for (int i = 0; i < 30; i++) {
            more.revision("package-" + i, 0, r -> r.set("description", "\"" + "long ".repeat(8000) + "\""));
        }
        large = more.path();
        disk = directory.resolve("disk");
        site = disk.resolve("site");
    }

    @AfterEach
    void unmount() {
        if (mounted) {
            Shell.run(directory, "umount", "-l", disk.toString());
        }
    }

    @Test
    void aFullDisk() throws IOException {
        mount("size=3m");
        Map<String, String> before = BuiltSite.of(repo, site).sums();

        assertFails(new Child().orrery("build", "--repo", large.toString(), "--out", site.toString()), "space left");

        assertThat(BuiltSite.at(site).sums()).isEqualTo(before);
        assertThat(names(disk)).containsExactly(".site.lock", "site");
    }

    @Test
    void aDiskWithoutInodes() throws IOException {
        mount("nr_inodes=260");
        Map<String, String> before = BuiltSite.of(repo, site).sums();

        assertFails(new Child().orrery("build", "--repo", large.toString(), "--out", site.toString()), "space left");

        assertThat(BuiltSite.at(site).sums()).isEqualTo(before);
        assertThat(names(disk)).containsExactly(".site.lock", "site");
    }

    @Test
    void aDiskThatMayNotBeWritten() throws IOException {
        mount("size=20m");
        Map<String, String> before = BuiltSite.of(repo, site).sums();
        Shell.run(directory, "mount", "-o", "remount,ro", disk.toString());

        assertFails(new Child().orrery("build", "--repo", large.toString(), "--out", site.toString()), "ead-only");

        assertThat(BuiltSite.at(site).sums()).isEqualTo(before);
    }

    @Test
    void aLimitOnTheSizeOfFiles() throws IOException {
        Files.createDirectories(disk);
        Map<String, String> before = BuiltSite.of(repo, site).sums();

        assertFails(
                new Child()
                        .under("bash", "-c", "ulimit -f 512; exec \"$@\"", "bash")
                        .orrery("build", "--repo", large.toString(), "--out", site.toString()),
                "too large");

        assertThat(BuiltSite.at(site).sums()).isEqualTo(before);
        assertThat(names(disk)).containsExactly(".site.lock", "site");
    }

    @Test
    void aLimitOnTheNumberOfOpenFiles() throws IOException {
        Files.createDirectories(disk);
        Map<String, String> before = BuiltSite.of(repo, site).sums();
        boolean failed = false;
        for (int files = 48; files <= 120 && !failed; files += 8) { // the virtual machine itself needs some
            Child.Result result = new Child()
                    .under("bash", "-c", "ulimit -n " + files + "; exec \"$@\"", "bash")
                    .orrery("build", "--repo", large.toString(), "--out", site.toString());
            boolean started = !result.output().contains("NoClassDefFoundError"); // it could load its own classes
            if (result.status() == 3 && started) {
                failed = true;
                assertThat(result.output())
                        .contains("Too many open files")
                        .contains(directory.toString())
                        .doesNotContain("\tat ");
                assertThat(BuiltSite.at(site).sums()).as(result.output()).isEqualTo(before);
            }
        }
        assumeTrue(failed, "skipped: no limit lets the program start and not end");
        assertThat(names(disk)).contains("site").doesNotContain(".site.old");
    }

    @Test
    void aLittleMemoryEndsLikeAFullDiskAndLeavesTheOldSite() throws IOException {
        Files.createDirectories(disk);
        Map<String, String> before = BuiltSite.of(repo, site).sums();

        Child.Result result =
                new Child().option("-Xmx12m").orrery("build", "--repo", large.toString(), "--out", site.toString());

        assertThat(result.status()).as(result.output()).isEqualTo(3);
        assertThat(result.output()).contains("not enough memory").doesNotContain("\tat ");
        assertThat(BuiltSite.at(site).sums()).as(result.output()).isEqualTo(before);
    }

    private void assertFails(Child.Result result, String why) {
        assertThat(result.status()).as(result.output()).isEqualTo(3);
        assertThat(result.output()).contains(why).contains(disk.toString()).doesNotContain("\tat ");
    }

    private void mount(String options) throws IOException {
        Files.createDirectories(disk);
        Shell.Result result = Shell.run(directory, "mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString());
        mounted = result.status() == 0;
        assumeTrue(mounted, "skipped: this user may not mount a small disk");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
