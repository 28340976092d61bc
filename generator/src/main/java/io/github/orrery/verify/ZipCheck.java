package io.github.orrery.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Whether a zip is one that all old clients read (formats.md 11.2). It is read twice: as the clients stream it, and by
 * its own list of contents, which must agree.
 */
final class ZipCheck {
    private static final Pattern REVISION_FILE =
            Pattern.compile("[^/]+/repo/packages/([A-Z])/([^/]+)/([0-9]+)/([^/]+)");
    private static final JsonLimits META = new JsonLimits(16 << 20, 64, 64);
    private static final int MOST_ENTRIES = 200_000;
    static final String REMEDY = "publish the zip that orrery build makes";

    private final Set<String> directories = new HashSet<>();
    private final TreeSet<String> tops = new TreeSet<>();
    private final List<String> names = new ArrayList<>();
    private final TreeMap<String, Set<String>> filesOfRevision = new TreeMap<>(SiteNames.ORDER);
    private final TreeMap<String, byte[]> meta = new TreeMap<>();
    private final TreeSet<String> faults = new TreeSet<>();

    private ZipCheck() {}

    /**
     * What the zip holds.
     *
     * @param faults why clients refuse it, in words; none where they take it
     * @param hasScripts whether there is the directory that the old command line wants
     */
    record Contents(int packages, int revisions, List<String> faults, boolean hasScripts) {}

    static Contents read(Path zip, VerifyLimits limits) throws IOException {
        return new ZipCheck().check(zip, limits);
    }

    /** Reads the zip and turns what is wrong with it into findings. */
    static Contents report(Path zip, String where, String client, VerifyLimits limits, Findings findings)
            throws IOException {
        Contents contents = read(zip, limits);
        for (String fault : contents.faults()) {
            findings.add(Fault.ZIP, where, client, fault, REMEDY);
        }
        return contents;
    }

    private Contents check(Path zip, VerifyLimits limits) throws IOException {
        try {
            stream(zip, limits);
            if (names.isEmpty()) {
                faults.add("is no zip");
            } else {
                compareWithList(zip);
                structure();
                metadata();
            }
        } catch (ZipException | IllegalArgumentException e) {
            faults.add("is a zip that clients cannot read: " + e.getMessage());
        } catch (EOFException e) {
            faults.add("is a zip that ends too early");
        }
        TreeSet<String> packages = new TreeSet<>();
        filesOfRevision.keySet().forEach(path -> packages.add(path.substring(0, path.lastIndexOf('/'))));
        boolean scripts = tops.size() == 1 && directories.contains(tops.first() + "/scripts/");
        return new Contents(packages.size(), filesOfRevision.size(), List.copyOf(faults), scripts);
    }

    private void stream(Path zip, VerifyLimits limits) throws IOException {
        long sent = Files.size(zip);
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
            long total = 0;
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
                if (names.size() > MOST_ENTRIES) {
                    throw new ZipException("it holds more than " + MOST_ENTRIES + " entries");
                }
                ByteArrayOutputStream kept = new ByteArrayOutputStream();
                boolean isMeta = entry.getName().matches("[^/]+/repo/meta/(index|version)\\.json");
                byte[] buffer = new byte[32 * 1024];
                for (int n = entries.read(buffer); n >= 0; n = entries.read(buffer)) {
                    total += n;
                    if (total > limits.plainBytes() || (total > 1 << 20 && total / limits.ratio() > sent)) {
                        throw new ZipException("it grows beyond every measure when it is decompressed");
                    }
                    if (isMeta && kept.size() <= META.bytes()) {
                        kept.write(buffer, 0, n);
                    }
                }
                if (isMeta) {
                    meta.put(entry.getName().substring(entry.getName().lastIndexOf('/') + 1), kept.toByteArray());
                }
                entry(entry.getName());
            }
        }
    }

    private void entry(String name) {
        if (name.startsWith("/") || name.contains("\\") || ("/" + name + "/").contains("/../")) {
            faults.add("has an entry that leads out of it: " + Problem.quote(name));
            return;
        }
        tops.add(name.substring(0, Math.max(0, name.indexOf('/'))));
        int last = name.endsWith("/") ? name.length() - 1 : name.length();
        for (int slash = name.indexOf('/'); slash >= 0 && slash < last; slash = name.indexOf('/', slash + 1)) {
            if (!directories.contains(name.substring(0, slash + 1))) {
                faults.add("lacks an entry for a directory before what is in it, e.g. "
                        + Problem.quote(name.substring(0, slash + 1)));
                return;
            }
        }
        if (name.endsWith("/") && !directories.add(name)) {
            faults.add("has two entries for the directory " + Problem.quote(name));
        }
        Matcher file = REVISION_FILE.matcher(name);
        if (file.matches()) {
            String revision = "packages/" + file.group(1) + "/" + file.group(2) + "/" + file.group(3);
            filesOfRevision.computeIfAbsent(revision, key -> new HashSet<>()).add(file.group(4));
        }
    }

    private void compareWithList(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<String> listed = file.stream().map(ZipEntry::getName).sorted().toList();
            if (!listed.equals(names.stream().sorted().toList())) {
                faults.add("holds other entries than its own list of contents names");
            }
        }
    }

    private void structure() {
        if (tops.size() != 1 || tops.contains("")) {
            faults.add("has "
                    + (tops.contains("") ? "entries without a directory around them" : tops.size() + " top directories")
                    + ", expected exactly one top directory");
        }
        filesOfRevision.forEach((revision, files) -> {
            for (String wanted : List.of("package.json", "marathon.json.mustache")) {
                if (!files.contains(wanted)) {
                    faults.add("lacks " + revision + "/" + wanted);
                }
            }
        });
    }

    private void metadata() {
        for (String file : List.of("index.json", "version.json")) {
            byte[] text = meta.get(file);
            if (text == null) {
                faults.add("lacks repo/meta/" + file);
                continue;
            }
            if (!(Json.read(text, META) instanceof Json.Result.Read read)) {
                faults.add("repo/meta/" + file + " is no JSON");
                continue;
            }
            String version = read.document().root().path("version").asText("");
            if (!version.startsWith("2.")) {
                faults.add("repo/meta/" + file + " says version " + Problem.quote(version) + ", expected 2.x");
            }
            if (file.equals("index.json")) {
                index(read.document().root().path("packages"));
            }
        }
    }

    private void index(JsonNode packages) {
        for (JsonNode entry : packages) {
            String name = entry.path("name").asText("");
            for (JsonNode revision : entry.path("versions")) {
                String directory = name.isEmpty()
                        ? "packages/?"
                        : "packages/" + name.substring(0, 1).toUpperCase(Locale.ROOT) + "/" + name + "/"
                                + revision.asText();
                if (!filesOfRevision.containsKey(directory)) {
                    faults.add("lacks " + directory + ", which its index names");
                }
            }
        }
    }

    /** A stream of a zip, kept in a file while it is read. */
    static Path keep(InputStream in) throws IOException {
        Path file = Files.createTempFile("orrery-", ".zip");
        try (in) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }
}
