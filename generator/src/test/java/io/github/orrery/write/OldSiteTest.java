package io.github.orrery.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.orrery.site.Family;
import io.github.orrery.site.SiteFile;
import io.github.orrery.testing.BuiltSite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the files of a site that is built again. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there each build writes every file")
class OldSiteTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path directory;

    private final byte[] content = new byte[300_000];

    @BeforeEach
    void noiseAsContent() {
        new Random(1).nextBytes(content);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileOfTheSameBytesStaysTheFileThatItIs(boolean streamed) throws Exception {
        write(streamed, content);
        age("a");

        write(streamed, content);

        assertThat(time("a")).isEqualTo(LONG_AGO);
        assertThat(site().demandSums().bytes("a")).isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0, true", "65536, true", "200000, false", "200000, true", "299999, false", "299999, true"})
    void aFileWithOneOtherByteIsWrittenAnew(int other, boolean streamed) throws Exception {
        write(streamed, content);
        age("a");
        byte[] before = content.clone();
        content[other]++;
        Path elsewhere = Files.createLink(directory.resolve("elsewhere"), out().resolve("a"));

        write(streamed, content);

        assertThat(time("a")).isNotEqualTo(LONG_AGO);
        assertThat(site().demandSums().bytes("a")).isEqualTo(content);
        assertThat(elsewhere).hasBinaryContent(before);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "0, false", "1, true", "65536, true", "131072, false", "299999, false", "299999, true"})
    void aFileThatBeginsAsTheOldOneDoesOrGoesOnAfterItIsWrittenAnew(int length, boolean streamed) throws Exception {
        byte[] less = Arrays.copyOf(content, length);
        write(streamed, content);
        age("a");

        write(streamed, less);
        assertThat(site().demandSums().bytes("a")).isEqualTo(less);
        age("a");

        write(streamed, content);
        assertThat(site().demandSums().bytes("a")).isEqualTo(content);
        assertThat(time("a")).isNotEqualTo(LONG_AGO);
    }

    @Test
    void equalFilesStayOneFile() throws Exception {
        writeEqual("a", "b/c");
        age("a");

        writeEqual("0", "a", "b/c", "d");

        assertThat(time("0")).isEqualTo(LONG_AGO);
        assertThat(time("d")).isEqualTo(LONG_AGO);
        assertThat(site().demandSums().bytes("d")).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileWhoseModeWasChangedIsWrittenAnew(boolean streamed) throws Exception {
        write(streamed, content);
        String mode = mode();
        Files.setPosixFilePermissions(out().resolve("a"), PosixFilePermissions.fromString("rw-------"));

        write(streamed, content);

        assertThat(mode()).isEqualTo(mode);
        site().demandSums();
    }

    @Test
    void aFileOfAnotherOwnerIsWrittenAnew() throws Exception {
        write(false, content);
        age("a");
        Object owner = Files.getAttribute(out().resolve("a"), "unix:uid");
        assumeTrue(owner.equals(0), "only root gives files away");
        Files.setAttribute(out().resolve("a"), "unix:uid", 54_321);

        write(false, content);

        assertThat(Files.getAttribute(out().resolve("a"), "unix:uid")).isEqualTo(owner);
        assertThat(time("a")).isNotEqualTo(LONG_AGO);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereNoLinkCanBeMadeTheFileIsWritten(boolean streamed) throws Exception {
        write(streamed, content);
        age("a");

        try (SiteWriter writer = SiteWriter.open(out(), holder -> {})) {
            Files.writeString(directory.resolve(".site.new/a"), "in the way");
            put(writer, streamed, content);
            writer.commit();
        }

        assertThat(site().demandSums().bytes("a")).isEqualTo(content);
        assertThat(time("a")).isNotEqualTo(LONG_AGO);
    }

    @Test
    void aKeptFileThatIsChangedMeanwhileIsNoticed() throws Exception {
        write(true, content);

        assertThatThrownBy(() -> {
                    try (SiteWriter writer = SiteWriter.open(out(), holder -> {})) {
                        try (OutputStream stream = writer.open(file("a"))) {
                            stream.write(content);
                            stream.flush();
                            content[7]++;
                            Files.write(out().resolve("a"), content);
                        }
                        writer.commit();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other bytes");

        assertThat(directory.resolve(".site.new")).doesNotExist();
    }

    @Test
    void aBuildThatIsGivenUpLeavesTheOldFilesAsTheyAre() throws Exception {
        write(true, content);
        age("a");

        try (SiteWriter writer = SiteWriter.open(out(), holder -> {})) {
            writer.open(file("a")).write(content, 0, 100_000);
        }

        assertThat(time("a")).isEqualTo(LONG_AGO);
        assertThat(site().demandSums().bytes("a")).isEqualTo(content);
        assertThat(directory.resolve(".site.new")).doesNotExist();
    }

    @Test
    void aLinkIsNotTakenForTheFileThatItLeadsTo() throws Exception {
        write(false, content);
        Path elsewhere = directory.resolve("elsewhere");
        Files.move(out().resolve("a"), elsewhere);
        Files.createSymbolicLink(out().resolve("a"), elsewhere);

        write(false, content);

        assertThat(Files.isRegularFile(out().resolve("a"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(Files.isSameFile(out().resolve("a"), elsewhere)).isFalse();
    }

    @Test
    void aDirectoryThatBecomesAFileAndAFileThatBecomesADirectoryAreWritten() throws Exception {
        writeEqual("a/b", "c");

        writeEqual("a", "c/d");

        assertThat(site().demandSums().paths()).containsExactly("SHA256SUMS", "a", "c/d", "site.json");
    }

    @Test
    void releasesBehindALinkShareWhatIsTheSame() throws Exception {
        Files.createSymbolicLink(out(), Path.of("nowhere"));
        writeEqual("a", "b");
        age("a");

        writeEqual("a", "c");

        assertThat(time("c")).isEqualTo(LONG_AGO);
        BuiltSite.at(out().toRealPath()).demandSums();
    }

    private Path out() {
        return directory.resolve("site");
    }

    private BuiltSite site() throws IOException {
        return BuiltSite.at(out());
    }

    private void age(String name) throws IOException {
        Files.setLastModifiedTime(out().resolve(name), LONG_AGO);
    }

    private FileTime time(String name) throws IOException {
        return Files.getLastModifiedTime(out().resolve(name));
    }

    private String mode() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(out().resolve("a")));
    }

    /** A site with one file "a". */
    private void write(boolean streamed, byte[] bytes) throws IOException, OutputRefusedException {
        try (SiteWriter writer = SiteWriter.open(out(), holder -> {})) {
            put(writer, streamed, bytes);
            writer.commit();
        }
    }

    private static void put(SiteWriter writer, boolean streamed, byte[] bytes) throws IOException {
        int third = bytes.length / 3;
        if (streamed) {
            try (OutputStream stream = writer.open(file("a"))) {
                stream.write(bytes, 0, third);
                stream.write(bytes, third, bytes.length - third);
            }
        } else {
            writer.put(file("a"), Arrays.copyOf(bytes, third), Arrays.copyOfRange(bytes, third, bytes.length));
        }
    }

    private void writeEqual(String... names) throws IOException, OutputRefusedException {
        try (SiteWriter writer = SiteWriter.open(out(), holder -> {})) {
            writer.putEqual(Arrays.stream(names).map(OldSiteTest::file).toList(), content);
            writer.commit();
        }
    }

    private static SiteFile file(String path) {
        return SiteFile.page(path, SiteFile.TEXT, Family.INDEXES);
    }
}
