package io.github.orrery.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * What people without Maven get: the jar, its launcher, the licences of all that is in it, the example repository and
 * the documentation, as {@code .zip} and {@code .tar.gz}. Equal files give equal bytes. {@code mvn -Prelease package}
 * makes it.
 */
public final class ReleaseArchive {
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);
    private static final List<String> TREES = List.of("docs", "repo", "templates");

    private final String name;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    /**
     * Collects the files.
     *
     * @param name of the archive and of its one top directory, e.g. {@code orrery-0.1.0}
     * @param project the top of the project
     */
    ReleaseArchive(String name, Path project, Path jar) throws IOException {
        this.name = name;
        files.put("lib/orrery.jar", Files.readAllBytes(jar));
        Path licences = project.resolve("generator/src/licences");
        add(project, "orrery", "orrery");
        add(project, "generator/src/launcher/compilers.json", "lib/compilers.json");
        add(project, "LICENSE", "LICENSE");
        add(licences, "NOTICE", "NOTICE");
        add(licences, "THIRD-PARTY.md", "THIRD-PARTY.md");
        for (String text : below(licences)) {
            if (text.endsWith(".txt")) {
                add(licences, text, "licences/" + text);
            }
        }
        for (String page : List.of("README.md", "CHANGELOG.md")) {
            if (Files.exists(project.resolve(page))) {
                add(project, page, page);
            }
        }
        for (String tree : TREES) {
            if (Files.isDirectory(project.resolve(tree))) {
                for (String file : below(project.resolve(tree))) {
                    add(project, tree + "/" + file, tree + "/" + file);
                }
            }
        }
        StringBuilder sums = new StringBuilder();
        files.forEach((path, bytes) ->
                sums.append(sha256(bytes)).append("  ").append(path).append('\n'));
        files.put("SHA256SUMS", sums.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Arguments: the archive's name, the project, the jar, the directory for the archives. */
    public static void main(String[] arguments) throws IOException {
        ReleaseArchive archive = new ReleaseArchive(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]));
        archive.write(Path.of(arguments[3]));
    }

    /** Writes both archives and the file with their sums. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        byte[] zip = zip();
        byte[] tarGz = tarGz();
        Files.write(directory.resolve(name + ".zip"), zip);
        Files.write(directory.resolve(name + ".tar.gz"), tarGz);
        Files.writeString(
                directory.resolve("SHA256SUMS"),
                sha256(tarGz) + "  " + name + ".tar.gz\n" + sha256(zip) + "  " + name + ".zip\n");
    }

    private byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipArchiveEntry entry = new ZipArchiveEntry(name + "/" + file.getKey());
                entry.setTimeLocal(TIME);
                entry.setUnixMode(0100000 | mode(file.getKey()));
                zip.putArchiveEntry(entry);
                zip.write(file.getValue());
                zip.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private byte[] tarGz() throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_COMPRESSION);
        parameters.setModificationTime(0);
        parameters.setOperatingSystem(255);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GzipCompressorOutputStream(bytes, parameters);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(name + "/" + file.getKey());
                entry.setModTime(0);
                entry.setMode(0100000 | mode(file.getKey()));
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static int mode(String path) {
        return path.equals("orrery") ? 0755 : 0644;
    }

    private void add(Path directory, String from, String to) throws IOException {
        files.put(to, Files.readAllBytes(directory.resolve(from)));
    }

    /** The files below a directory, as paths with {@code /}; names that begin with a dot are left out. */
    private static List<String> below(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString().replace('\\', '/'))
                    .filter(path -> !path.startsWith(".") && !path.contains("/."))
                    .sorted()
                    .toList();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
