package io.github.orrery.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.Shell;
import io.github.orrery.testing.Tar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarEntriesTest {
    private static final String LONG =
            "universe/repo/packages/A/" + "a".repeat(64) + "/0/" + "deep/".repeat(8) + "marathon.json.mustache";
    private static final String VERY_LONG = "universe/" + "d".repeat(200) + "/" + "f".repeat(200);

    @Test
    void stretchesJoinedAreOneArchive() throws IOException {
        Map<String, Tar.Entry> entries = Tar.entries(archive(1500000000));

        assertThat(entries.keySet()).containsExactly("universe/repo/a", LONG, VERY_LONG, "universe/repo/b");
        assertThat(entries.values()).allSatisfy(entry -> {
            assertThat(entry.time()).isEqualTo(1500000000);
            assertThat(entry.mode() & 07777).isEqualTo(0644);
            assertThat(entry.user()).isZero();
            assertThat(entry.userName()).isEqualTo("root");
        });
        assertThat(entries.get(LONG).content()).hasSize(1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1500000000, 8589934591L, 8589934592L, 99999999999L})
    void theSystemsOwnTarReadsIt(long time, @TempDir Path directory) throws IOException {
        Files.write(directory.resolve("a.tar"), archive(time));

        Shell.Result listed = Shell.run(directory, "tar", "-tf", "a.tar");
        Shell.Result unpacked = Shell.run(directory, "tar", "-xmf", "a.tar");

        assertThat(listed.output()).isEqualTo("universe/repo/a\n" + LONG + "\n" + VERY_LONG + "\nuniverse/repo/b\n");
        assertThat(unpacked).isEqualTo(new Shell.Result(0, ""));
        assertThat(directory.resolve(LONG)).hasSize(1000);
        assertThat(Tar.entries(archive(time)).get(LONG).time()).isEqualTo(time);
    }

    @Test
    void nobodysNameIsInIt() throws IOException {
        String user = System.getProperty("user.name");
        try {
            System.setProperty("user.name", "alice");
            byte[] archive = archive(99999999999L);

            System.setProperty("user.name", "bob");
            assertThat(archive(99999999999L)).isEqualTo(archive);
            assertThat(new String(archive, StandardCharsets.ISO_8859_1)).doesNotContain("alice");
        } finally {
            System.setProperty("user.name", user);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 4096, 2_097_152})
    void anOrdinaryHeaderIsTheOneThatTheLibraryMakes(int size) throws IOException {
        String name = "n".repeat(100 - size % 100);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setModTime(FileTime.from(1500000000, TimeUnit.SECONDS));
        entry.setMode(0100644);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        byte[] header = new byte[512];
        entry.writeEntryHeader(header);

        assertThat(new TarEntries(1500000000)
                        .file(name, new byte[size])
                        .pieces()
                        .get(0))
                .isEqualTo(header);
    }

    @Test
    void theFarthestTimeIsNoObstacle() {
        byte[] entries = joined(new TarEntries(Long.MAX_VALUE).file("a", new byte[0]));

        assertThat(Tar.entries(entries)).containsOnlyKeys("a");
    }

    private static byte[] archive(long time) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        archive.write(joined(
                new TarEntries(time).file("universe/repo/a", new byte[] {'a'}).file(LONG, new byte[1000])));
        archive.write(joined(new TarEntries(time).file(VERY_LONG, new byte[512]).file("universe/repo/b", new byte[0])));
        archive.write(TarEntries.end());
        return archive.toByteArray();
    }

    private static byte[] joined(TarEntries entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        entries.pieces().forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
