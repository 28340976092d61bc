package io.github.orrery.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.orrery.testing.StrictZip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ZipArchiveTest {
    @Test
    void everyDirectoryStandsOnceAndBeforeItsChildren() throws IOException {
        Map<String, byte[]> entries = StrictZip.entries(zip());

        assertThat(entries.keySet())
                .containsExactly(
                        "top/",
                        "top/scripts/",
                        "top/repo/",
                        "top/repo/meta/",
                        "top/repo/meta/index.json",
                        "top/repo/packages/",
                        "top/repo/packages/A/",
                        "top/repo/packages/A/a/",
                        "top/repo/packages/A/a/0/",
                        "top/repo/packages/A/a/0/package.json",
                        "top/repo/packages/A/a/0/empty",
                        "top/repo/packages/A/a/1/",
                        "top/repo/packages/A/a/1/package.json");
        assertThat(new String(entries.get("top/repo/meta/index.json"), StandardCharsets.US_ASCII))
                .isEqualTo("x".repeat(70_000));
        assertThat(entries.get("top/repo/packages/A/a/0/empty")).isEmpty();
    }

    @Test
    void theTimeZoneChangesNothing() throws IOException {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
            byte[] chatham = zip();
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            assertThat(zip()).isEqualTo(chatham);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void theStrictReaderRefusesWhatOldClientsRefuse() throws IOException {
        ByteArrayOutputStream streamed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(streamed)) {
            zip.putNextEntry(new ZipEntry("top/"));
            zip.putNextEntry(new ZipEntry("top/a"));
            zip.write(1);
        }
        assertThatThrownBy(() -> StrictZip.entries(streamed.toByteArray())).hasMessageContaining("data descriptor");

        byte[] good = zip();
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        assertThatThrownBy(() -> StrictZip.entries(longer)).hasMessageContaining("after the end");

        byte[] twoTops = zip("top/a", "other/b");
        assertThatThrownBy(() -> StrictZip.entries(twoTops)).hasMessageContaining("top entries");

        byte[] flipped = good.clone();
        flipped[30 + "top/".length() + 30 + "top/scripts/".length() + 14] ^= 1;
        assertThatThrownBy(() -> StrictZip.entries(flipped)).isInstanceOf(IllegalStateException.class);
    }

    private static byte[] zip(String... files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchive zip = new ZipArchive(out)) {
            for (String file : files) {
                zip.file(ZipEntryBytes.of(file, new byte[] {1}));
            }
        }
        return out.toByteArray();
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchive zip = new ZipArchive(out)) {
            zip.directory("top/scripts/");
            zip.file(ZipEntryBytes.of(
                    "top/repo/meta/index.json", "x".repeat(70_000).getBytes(StandardCharsets.US_ASCII)));
            zip.directory("top/repo/packages/");
            zip.file(ZipEntryBytes.of("top/repo/packages/A/a/0/package.json", new byte[] {'{', '}'}));
            zip.file(ZipEntryBytes.of("top/repo/packages/A/a/0/empty", new byte[0]));
            zip.file(ZipEntryBytes.of("top/repo/packages/A/a/1/package.json", new byte[] {'{', '}'}));
        }
        return out.toByteArray();
    }
}
