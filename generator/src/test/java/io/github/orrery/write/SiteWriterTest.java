package io.github.orrery.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.orrery.site.Family;
import io.github.orrery.site.SiteFile;
import io.github.orrery.testing.BuiltSite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteWriterTest {
    @TempDir
    Path directory;

    @Test
    void aNewSiteIsThereWithItsSums() throws Exception {
        write(out(), "a", "b/c/d", "z");

        assertThat(BuiltSite.at(out()).demandSums().paths())
                .containsExactly("SHA256SUMS", "a", "b/c/d", "site.json", "z");
    }

    @Test
    void directoriesAboveAreMadeAndNothingElseIsLeft() throws Exception {
        Path deep = directory.resolve("x/y/site");

        write(deep, "a");

        assertThat(names(deep.getParent())).containsExactly(".site.lock", "site");
    }

    @Test
    void theNextSiteReplacesTheOldOneWholly() throws Exception {
        write(out(), "old", "both");
        write(out(), "both", "new");

        assertThat(BuiltSite.at(out()).demandSums().paths()).containsExactly("SHA256SUMS", "both", "new", "site.json");
        assertThat(names(directory)).containsExactly(".site.lock", "site");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "old/notes.txt", ".hidden", "sub/.gitignore", "site.json.bak"})
    void aForeignFileIsNeverTouched(String name) throws Exception {
        write(out(), "old/file");
        Path foreign = out().resolve(name);
        Files.createDirectories(foreign.getParent());
        Files.writeString(foreign, "mine");
        var before = BuiltSite.at(out()).sums();

        assertThatThrownBy(() -> write(out(), "new"))
                .isInstanceOf(OutputRefusedException.class)
                .hasMessageContaining(foreign.toString());

        assertThat(BuiltSite.at(out()).sums()).isEqualTo(before);
        assertThat(names(directory)).containsExactly(".site.lock", "site");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256SUMS", ".gitignore"})
    void aLinkInPlaceOfAFileThatMayBeThereIsForeign(String name) throws Exception {
        Path mine = Files.writeString(directory.resolve("mine"), "");
        Files.createDirectories(out());
        Files.createSymbolicLink(out().resolve(name), mine);

        assertThatThrownBy(() -> write(out(), "new"))
                .isInstanceOf(OutputRefusedException.class)
                .hasMessageContaining(name);
    }

    @Test
    void aForeignLinkIsNeverTouchedNorWhatItLeadsTo() throws Exception {
        write(out(), "old");
        Path secret = Files.writeString(directory.resolve("secret"), "mine");
        Files.createSymbolicLink(out().resolve("link"), secret);

        assertThatThrownBy(() -> write(out(), "new"))
                .isInstanceOf(OutputRefusedException.class)
                .hasMessageContaining("link");
        assertThat(secret).hasContent("mine");
    }

    @Test
    void aFileThatBecameALinkIsReplacedAndItsTargetKept() throws Exception {
        write(out(), "old");
        Path secret = Files.writeString(directory.resolve("secret"), "mine");
        Files.delete(out().resolve("old"));
        Files.createSymbolicLink(out().resolve("old"), secret);

        write(out(), "old");

        assertThat(secret).hasContent("mine");
        assertThat(Files.isRegularFile(out().resolve("old"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsRefused() throws Exception {
        Files.writeString(out(), "mine");

        assertThatThrownBy(() -> write(out(), "new")).isInstanceOf(OutputRefusedException.class);
        assertThat(out()).hasContent("mine");
    }

    @Test
    void whatIsRefusedHasNothingLeftBesideIt() throws Exception {
        Files.createDirectories(out());
        Files.writeString(out().resolve("mine"), "mine");
        Path file = Files.writeString(directory.resolve("file"), "mine");

        assertThatThrownBy(() -> write(out(), "new")).isInstanceOf(OutputRefusedException.class);
        assertThatThrownBy(() -> write(file, "new")).isInstanceOf(OutputRefusedException.class);
        assertThatThrownBy(() -> write(directory, "new"))
                .isInstanceOf(OutputRefusedException.class)
                .hasMessageContaining(file.toString());

        assertThat(names(directory)).containsExactly("file", "site");
    }

    @ParameterizedTest
    @ValueSource(strings = {".site.new", ".site.old", ".site.link"})
    void whereNoBuildEverWasNothingIsALeftOver(String name) throws Exception {
        Path mine = Files.createDirectories(directory.resolve(name));
        Files.writeString(mine.resolve("mine"), "mine");

        assertThatThrownBy(() -> write(out(), "new"))
                .isInstanceOf(OutputRefusedException.class)
                .hasMessageContaining(mine.toString());

        assertThat(names(directory)).containsExactly(name);
        assertThat(mine.resolve("mine")).hasContent("mine");
    }

    @Test
    void anEmptyDirectoryIsTaken() throws Exception {
        Files.createDirectories(out().resolve("empty/inside"));

        write(out(), "a");

        assertThat(BuiltSite.at(out()).paths()).contains("a");
    }

    @Test
    void theIgnoreFileIsKeptAndStandsInNoList() throws Exception {
        Files.createDirectories(out());
        Files.writeString(out().resolve(".gitignore"), "*\n");

        write(out(), "a");
        write(out(), "b");

        assertThat(out().resolve(".gitignore")).hasContent("*\n");
        assertThat(BuiltSite.at(out()).demandSums().text("SHA256SUMS")).doesNotContain("gitignore");
    }

    @Test
    void aSiteThatIsNotCommittedLeavesTheOldOne() throws Exception {
        write(out(), "old");
        var before = BuiltSite.at(out()).sums();

        try (SiteWriter writer = SiteWriter.open(out(), holder -> {})) {
            writer.put(file("new"), new byte[100]);
        }

        assertThat(BuiltSite.at(out()).sums()).isEqualTo(before);
        assertThat(names(directory)).containsExactly(".site.lock", "site");
    }

    @Test
    void leftOversOfAKilledBuildAreRemoved() throws Exception {
        write(out(), "old");
        Files.createDirectories(directory.resolve(".site.new/deep"));
        Files.writeString(directory.resolve(".site.new/deep/file"), "half");
        Files.createDirectories(directory.resolve(".site.old/deep"));

        write(out(), "new");

        assertThat(names(directory)).containsExactly(".site.lock", "site");
        assertThat(BuiltSite.at(out()).paths()).doesNotContain("deep/file");
    }

    @Test
    void aSiteThatAKillLeftAsideIsBroughtBackEvenWhenTheNextBuildFails() throws Exception {
        write(out(), "old");
        Files.move(out(), directory.resolve(".site.old"));

        try (SiteWriter writer = SiteWriter.open(out(), holder -> {})) {
            writer.put(file("new"), new byte[100]);
        }

        assertThat(BuiltSite.at(out()).demandSums().paths()).contains("old");
    }

    @Test
    void twoFilesAtOnePathAreOurMistake() throws Exception {
        try (SiteWriter writer = SiteWriter.open(out(), holder -> {})) {
            writer.put(file("a"), new byte[1]);
            assertThatThrownBy(() -> writer.put(file("a"), new byte[2])).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void equalFilesHaveTheSameBytes() throws Exception {
        try (SiteWriter writer = SiteWriter.open(out(), holder -> {})) {
            writer.putEqual(List.of(file("a"), file("b/c"), file("d")), new byte[] {1, 2}, new byte[] {3});
            writer.commit();
        }

        BuiltSite site = BuiltSite.at(out()).demandSums();
        for (String path : List.of("a", "b/c", "d")) {
            assertThat(site.bytes(path)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void aDiskThatGivesBackOtherBytesIsNoticedBeforeTheOldSiteGoes() throws Exception {
        write(out(), "old");
        var before = BuiltSite.at(out()).sums();

        assertThatThrownBy(() -> {
                    try (SiteWriter writer = SiteWriter.open(out(), holder -> {})) {
                        OutputStream stream = writer.open(file("a"));
                        stream.write("what was meant".getBytes(StandardCharsets.US_ASCII));
                        stream.flush();
                        Files.writeString(directory.resolve(".site.new/a"), "what was mEant");
                        stream.close();
                        writer.commit();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other bytes")
                .hasMessageContaining(directory.resolve(".site.new/a").toString());

        assertThat(BuiltSite.at(out()).sums()).isEqualTo(before);
    }

    @Test
    void aSecondBuildWaitsForTheFirst() throws Exception {
        List<String> waited = new ArrayList<>();
        CountDownLatch waiting = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> second;
            try (SiteWriter writer = SiteWriter.open(out(), holder -> {})) {
                second = other.submit(() -> {
                    SiteWriter.Waiting told = holder -> {
                        waited.add(holder);
                        waiting.countDown();
                    };
                    try (SiteWriter later = SiteWriter.open(out(), told)) {
                        later.put(file("second"), new byte[2]);
                        later.commit();
                    }
                    return null;
                });
                waiting.await();
                assertThat(second.isDone()).isFalse();
                writer.put(file("first"), new byte[1]);
                writer.commit();
            }
            second.get();
        } finally {
            other.shutdownNow();
        }

        assertThat(waited).containsExactly("process " + ProcessHandle.current().pid());
        assertThat(BuiltSite.at(out()).demandSums().paths()).contains("second").doesNotContain("first");
        assertThat(names(directory)).containsExactly(".site.lock", "site");
    }

    @Test
    void aLinkInPlaceOfTheLockIsNotWrittenThrough() throws Exception {
        Path victim = Files.writeString(directory.resolve("victim"), "mine");
        Files.createSymbolicLink(directory.resolve(".site.lock"), victim);

        assertThatThrownBy(() -> write(out(), "a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(".site.lock");
        assertThat(victim).hasContent("mine");
    }

    @Test
    void aLinkIsSwappedAndNeverAbsent() throws Exception {
        write(directory.resolve("begin"), "0");
        Files.createSymbolicLink(out(), Path.of("begin"));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService visitor = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> visits = visitor.submit(() -> {
                int count = 0;
                while (!done.get()) {
                    Path release = Files.readSymbolicLink(out());
                    // A visitor who is held up for longer than two builds may find the release gone.
                    if (!Files.exists(directory.resolve(release).resolve("SHA256SUMS"))) {
                        assertThat(Files.readSymbolicLink(out())).isNotEqualTo(release);
                    }
                    count++;
                }
                return count;
            });
            for (int i = 1; i < 20; i++) {
                write(out(), Integer.toString(i));
                assertThat(BuiltSite.at(out().toRealPath()).demandSums().paths())
                        .contains(Integer.toString(i));
            }
            done.set(true);
            assertThat(visits.get()).isPositive();
        } finally {
            done.set(true);
            visitor.shutdownNow();
        }
        assertThat(names(directory)).containsExactly(".begin.lock", ".site.lock", "begin", "releases", "site");
        assertThat(names(directory.resolve("releases"))).hasSize(2);
    }

    @Test
    void twoLinksSideBySideDoNotTakeEachOthersReleases() throws Exception {
        Path one = Files.createSymbolicLink(directory.resolve("one"), Path.of("nowhere"));
        Path two = Files.createSymbolicLink(directory.resolve("two"), Path.of("nowhere"));
        write(one, "1");
        for (int i = 0; i < 3; i++) {
            write(two, "2-" + i);
        }
        write(two, "1");
        write(one, "x");
        write(one, "y");

        assertThat(BuiltSite.at(one.toRealPath()).demandSums().paths()).contains("y");
        assertThat(BuiltSite.at(two.toRealPath()).demandSums().paths()).contains("1");
    }

    @Test
    void aDamagedReleaseIsRepairedByBuildingItAgain() throws Exception {
        Path link = Files.createSymbolicLink(out(), Path.of("nowhere"));
        write(link, "a");
        Files.writeString(link.resolve("a"), "damaged");

        write(link, "a");

        BuiltSite.at(link.toRealPath()).demandSums();
    }

    @Test
    void whatIsForeignBehindALinkIsNotTouchedEither() throws Exception {
        Path target = Files.createDirectories(directory.resolve("target"));
        Files.writeString(target.resolve("mine"), "mine");
        Files.createSymbolicLink(out(), target);

        assertThatThrownBy(() -> write(out(), "a")).isInstanceOf(OutputRefusedException.class);
        assertThat(target.resolve("mine")).hasContent("mine");
    }

    private Path out() {
        return directory.resolve("site");
    }

    private static SiteFile file(String path) {
        return SiteFile.page(path, SiteFile.TEXT, Family.INDEXES);
    }

    private static void write(Path out, String... paths) throws IOException, OutputRefusedException {
        try (SiteWriter writer = SiteWriter.open(out, holder -> {})) {
            for (String path : paths) {
                writer.put(file(path), path.getBytes(StandardCharsets.US_ASCII));
            }
            writer.commit();
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
