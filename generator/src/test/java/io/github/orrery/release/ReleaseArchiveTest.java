package io.github.orrery.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseArchiveTest {
    private static final Path PROJECT = Path.of("..");

    private static final Pattern LEGAL = Pattern.compile("META-INF/(.*[/-])?(LICEN[CS]E|NOTICE|COPYING)(\\.[a-z]+)?");
    /** Its own text with a closing remark; one that other licences follow is longer. */
    private static final int LONGEST_APACHE_LICENCE = 11_000;

    @TempDir
    private Path directory;

    @Test
    void holdsWhatRunsAndWhatTheLicencesAskFor() throws IOException {
        Map<String, byte[]> files = zipOf(release("a"));

        assertThat(files)
                .containsKeys(
                        "orrery-1.0/orrery",
                        "orrery-1.0/lib/orrery.jar",
                        "orrery-1.0/LICENSE",
                        "orrery-1.0/NOTICE",
                        "orrery-1.0/THIRD-PARTY.md",
                        "orrery-1.0/licences/flexmark.txt",
                        "orrery-1.0/SHA256SUMS");
        assertThat(files.keySet())
                .allMatch(path -> path.startsWith("orrery-1.0/") && !path.contains("/."))
                .anyMatch(path -> path.startsWith("orrery-1.0/repo/packages/"));
    }

    @Test
    void bothArchivesHoldTheSameFiles() throws IOException {
        Path release = release("a");

        Map<String, byte[]> zip = zipOf(release);
        Map<String, byte[]> tar = tarOf(release);

        assertThat(tar.keySet()).isEqualTo(zip.keySet());
        zip.forEach((path, bytes) -> assertThat(tar.get(path)).as(path).isEqualTo(bytes));
    }

    @Test
    void isTheSameBytesEachTime() throws IOException {
        Path first = release("a");
        Path second = release("b");

        for (String file : List.of("orrery-1.0.zip", "orrery-1.0.tar.gz", "SHA256SUMS")) {
            assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
        }
    }

    @Test
    void onlyTheLauncherIsExecutable() throws IOException {
        Path release = release("a");

        try (ZipFile zip = ZipFile.builder()
                        .setPath(release.resolve("orrery-1.0.zip"))
                        .get();
                TarArchiveInputStream tar = openTar(release)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                boolean isLauncher = entry.getName().equals("orrery-1.0/orrery");
                assertThat(entry.getUnixMode() & 0777).as(entry.getName()).isEqualTo(isLauncher ? 0755 : 0644);
            }
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                boolean isLauncher = entry.getName().equals("orrery-1.0/orrery");
                assertThat(entry.getMode() & 0777).as(entry.getName()).isEqualTo(isLauncher ? 0755 : 0644);
            }
        }
    }

    @Test
    void itsSumsAreTheSumsOfItsFiles() throws IOException {
        Map<String, byte[]> files = zipOf(release("a"));
        Map<String, String> sums = new TreeMap<>();
        new String(files.get("orrery-1.0/SHA256SUMS"), StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> sums.put("orrery-1.0/" + line.substring(66), line.substring(0, 64)));

        assertThat(sums).hasSize(files.size() - 1);
        sums.forEach((path, sum) -> assertThat(sha256(files.get(path))).as(path).isEqualTo(sum));
    }

    /** The build lists what it bundles before the tests run. */
    @Test
    void everyBundledLibraryIsListedWithItsLicence() throws IOException {
        TreeSet<String> bundled = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("target", "bundled-libraries.txt"))) {
            String[] parts = line.replaceAll("\u001b\\[[0-9;]*m", "").strip().split("[: ]");
            if (parts.length >= 5 && parts[2].equals("jar")) {
                bundled.add(parts[0] + ":" + parts[1] + " " + parts[3]);
            }
        }
        TreeSet<String> listed = new TreeSet<>();
        Path licences = Path.of("src", "licences");
        for (String line : Files.readAllLines(licences.resolve("THIRD-PARTY.md"))) {
            String[] cells = line.split(" *\\| *");
            if (cells.length == 5 && cells[1].contains(":")) {
                listed.add(cells[1] + " " + cells[2]);
                for (String text : cells[4].split(", ")) {
                    if (text.startsWith("licences/")) {
                        assertThat(licences.resolve(text.substring(9))).isNotEmptyFile();
                    }
                }
            }
        }

        assertThat(bundled).isNotEmpty();
        assertThat(listed).isEqualTo(bundled);
    }

    /** The text of the Apache licence itself stands in LICENSE; what the libraries say beside it has to be carried on. */
    @Test
    void everyLicenceAndNoticeThatABundledLibraryCarriesIsThere() throws IOException {
        String ours = blanksAsOne(Files.readString(PROJECT.resolve("LICENSE")));
        try (Stream<Path> texts = Files.list(Path.of("src", "licences"))) {
            for (Path text : texts.sorted().toList()) {
                ours += "\n" + blanksAsOne(Files.readString(text));
            }
        }
        int found = 0;
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(place);
            if (!isBundled(jar)) {
                continue;
            }
            try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(jar.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    if (LEGAL.matcher(entry.getName()).matches()) {
                        String text = blanksAsOne(
                                new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                        found++;
                        assertThat(isApacheLicence(text) || ours.contains(text))
                                .as(jar.getFileName() + " " + entry.getName())
                                .isTrue();
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(10);
    }

    private static boolean isBundled(Path jar) throws IOException {
        String name = jar.getFileName().toString();
        for (String line : Files.readAllLines(Path.of("target", "bundled-libraries.txt"))) {
            String[] parts = line.strip().split("[: ]");
            if (parts.length >= 5 && name.equals(parts[1] + "-" + parts[3] + ".jar")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isApacheLicence(String text) {
        return text.startsWith("Apache License Version 2.0, January 2004")
                && text.contains("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION")
                && text.length() < LONGEST_APACHE_LICENCE;
    }

    private static String blanksAsOne(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private Path release(String name) throws IOException {
        Path jar = Files.writeString(directory.resolve(name + ".jar"), "a program");
        Path release = directory.resolve(name);
        new ReleaseArchive("orrery-1.0", PROJECT, jar).write(release);
        return release;
    }

    private static Map<String, byte[]> zipOf(Path release) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipFile zip =
                ZipFile.builder().setPath(release.resolve("orrery-1.0.zip")).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream content = zip.getInputStream(entry)) {
                    files.put(entry.getName(), content.readAllBytes());
                }
            }
        }
        return files;
    }

    private static Map<String, byte[]> tarOf(Path release) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (TarArchiveInputStream tar = openTar(release)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }

    private static TarArchiveInputStream openTar(Path release) throws IOException {
        byte[] bytes = Files.readAllBytes(release.resolve("orrery-1.0.tar.gz"));
        return new TarArchiveInputStream(new GzipCompressorInputStream(new ByteArrayInputStream(bytes)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
