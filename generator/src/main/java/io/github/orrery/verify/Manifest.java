package io.github.orrery.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.problem.Problem;
import io.github.orrery.publication.Sha256;
import io.github.orrery.site.SitePath;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a site says of itself: {@code SHA256SUMS} and {@code site.json}, as far as they can be read.
 *
 * @param sums for each path of SHA256SUMS its sum
 * @param entries for each path of site.json what stands there
 */
record Manifest(SortedMap<String, String> sums, SortedMap<String, Entry> entries) {
    /**
     * A file as site.json has it.
     *
     * @param size its length in bytes
     * @param sha256 in lower-case hexadecimal digits
     * @param type the Content-Type it is to be served with
     */
    record Entry(long size, String sha256, String type) {}

    private static final JsonLimits LIMITS = new JsonLimits(64 << 20, 8, 20);
    private static final String REMEDY = "build the site anew and publish it whole";

    /**
     * Reads both; what is wrong with them becomes findings.
     *
     * @param base what stands before a path in findings: nothing for a directory
     * @param sumsText none where the file is not there, which the caller reports
     */
    static Manifest read(byte @Nullable [] sumsText, byte @Nullable [] siteText, String base, Findings findings) {
        SortedMap<String, String> sums = new TreeMap<>(SiteNames.ORDER);
        SortedMap<String, Entry> entries = new TreeMap<>(SiteNames.ORDER);
        if (sumsText != null) {
            readSums(sumsText, base + SiteLayout.SHA256SUMS, sums, findings);
        }
        if (siteText != null) {
            readSite(siteText, base + SiteLayout.SITE_JSON, entries, findings);
        }
        if (sumsText != null && siteText != null) {
            compare(sums, entries, base + SiteLayout.SITE_JSON, findings);
        }
        return new Manifest(sums, entries);
    }

    /** The sum that a file must have; none where the site says nothing of it. */
    @Nullable
    String sum(String path) {
        Entry entry = entries.get(path);
        return sums.getOrDefault(path, entry == null ? null : entry.sha256());
    }

    /** Every path that one of the two names. */
    Set<String> paths() {
        TreeMap<String, Object> paths = new TreeMap<>(SiteNames.ORDER);
        paths.putAll(sums);
        paths.putAll(entries);
        return paths.keySet();
    }

    /** The file that has this sum, to say what a file really is; none where there is none. */
    @Nullable
    String pathOf(String sha256) {
        for (Map<String, ?> map : List.of(sums, entries)) {
            for (Map.Entry<String, ?> file : map.entrySet()) {
                Object value = file.getValue();
                if (sha256.equals(value instanceof Entry entry ? entry.sha256() : value)) {
                    return file.getKey();
                }
            }
        }
        return null;
    }

    private static void readSums(byte[] text, String where, Map<String, String> sums, Findings findings) {
        int number = 0;
        for (String line : new String(text, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            number++;
            if (line.isEmpty()) {
                continue;
            }
            if (!line.matches("[0-9a-f]{64}  .+") || !isPath(line.substring(66))) {
                findings.add(
                        Fault.MANIFEST,
                        where,
                        "line " + number + " is " + Problem.quote(line) + ", expected a sum, two blanks and a path",
                        REMEDY);
                return;
            }
            if (sums.put(line.substring(66), line.substring(0, 64)) != null) {
                findings.add(
                        Fault.MANIFEST,
                        where,
                        "names " + Problem.quote(line.substring(66)) + " more than once",
                        REMEDY);
            }
        }
    }

    private static void readSite(byte[] text, String where, Map<String, Entry> entries, Findings findings) {
        if (!(Json.read(text, LIMITS) instanceof Json.Result.Read read)) {
            findings.add(Fault.MANIFEST, where, "is no JSON", REMEDY);
            return;
        }
        JsonNode root = read.document().root();
        if (root.path("schemaVersion").asInt(0) != 1 || !root.path("files").isArray()) {
            findings.add(
                    Fault.MANIFEST,
                    where,
                    "is no list of files that this version of Orrery knows, expected \"schemaVersion\": 1 and \"files\"",
                    REMEDY);
            return;
        }
        for (JsonNode file : root.path("files")) {
            String path = file.path("path").asText("");
            String sha256 = file.path("sha256").asText("");
            if (!isPath(path) || !Sha256.isSum(sha256) || !file.path("size").canConvertToLong()) {
                findings.add(
                        Fault.MANIFEST,
                        where,
                        "has an entry without path, size or sha256: " + Problem.quote(path),
                        REMEDY);
                return;
            }
            entries.put(
                    path,
                    new Entry(
                            file.path("size").asLong(),
                            sha256,
                            file.path("type").asText("")));
        }
    }

    private static void compare(Map<String, String> sums, Map<String, Entry> entries, String where, Findings findings) {
        Set<String> listed = new HashSet<>(sums.keySet());
        listed.remove(SiteLayout.SITE_JSON);
        if (!listed.equals(entries.keySet())) {
            findings.add(
                    Fault.MANIFEST,
                    where,
                    "names other files than SHA256SUMS: the two are of different builds",
                    REMEDY);
        } else if (entries.entrySet().stream()
                .anyMatch(entry -> !entry.getValue().sha256().equals(sums.get(entry.getKey())))) {
            findings.add(
                    Fault.MANIFEST, where, "has other sums than SHA256SUMS: the two are of different builds", REMEDY);
        }
    }

    private static boolean isPath(String path) {
        try {
            return new SitePath(path).value().equals(path);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
