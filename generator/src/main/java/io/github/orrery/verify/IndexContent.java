package io.github.orrery.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.JsonElements;
import io.github.orrery.json.JsonFault;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.json.JsonText;
import io.github.orrery.model.ClusterDecoder;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.RepositoryVersion;
import io.github.orrery.publication.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a repository index holds, read package by package as a cluster decodes it.
 *
 * @param digests for each package the SHA-256 of its revisions, as they stand in the index
 * @param revisions how many there are
 * @param fault why it is no index; then the rest is what stands before the fault
 * @param undecodable revisions that the package manager cannot decode, in words
 * @param tooNew revisions that need a newer DC/OS than the index is for, in words
 */
record IndexContent(
        Map<String, String> digests,
        int revisions,
        @Nullable JsonFault fault,
        Shortened undecodable,
        Shortened tooNew) {
    /** For one revision. Clusters read them of any size; ours end somewhere. */
    static final JsonLimits ITEM = new JsonLimits(16 << 20, 200, 1000);

    /** A hundred times as many as the real ones. */
    static final int MOST_REVISIONS = 100_000;

    /** The names of all packages are kept while an index is read. */
    private static final int LONGEST_NAME = 1000;

    /**
     * @param reader the newest form that the cluster knows
     * @param dcos the cluster's version; none for {@code universe.json}
     */
    static IndexContent read(InputStream text, RepositoryVersion reader, @Nullable DcosReleaseVersion dcos)
            throws IOException {
        TreeMap<String, MessageDigest> digests = new TreeMap<>();
        Shortened undecodable = new Shortened();
        Shortened tooNew = new Shortened();
        int[] revisions = {0};
        Optional<JsonFault> fault = JsonElements.read(text, "packages", ITEM, (number, item) -> {
            if (++revisions[0] > MOST_REVISIONS) {
                throw new Refused(
                        Fault.TOO_LONG,
                        "holds more than " + MOST_REVISIONS + " revisions, which is as many as are read",
                        "serve the file that was built");
            }
            String name = item.path("name").asText();
            if (name.length() > LONGEST_NAME) {
                throw new Refused(
                        Fault.TOO_LONG,
                        "holds a package whose name has " + name.length() + " characters, expected at most "
                                + LONGEST_NAME,
                        "serve the file that was built");
            }
            List<ClusterDecoder.Fault> faults = ClusterDecoder.faults(item, reader);
            if (!faults.isEmpty()) {
                ClusterDecoder.Fault first = faults.get(0);
                String more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
                undecodable.add(name(number, item) + ": " + first.pointer() + " " + first.message() + more);
            }
            if (dcos != null && isTooNew(item, dcos)) {
                tooNew.add(name(number, item) + " needs DC/OS "
                        + item.path("minDcosReleaseVersion").asText());
            }
            digests.computeIfAbsent(name, key -> Sha256.digest()).update(JsonText.compact(item));
        });
        TreeMap<String, String> sums = new TreeMap<>();
        digests.forEach((name, digest) -> sums.put(name, Sha256.hex(digest.digest())));
        return new IndexContent(sums, revisions[0], fault.orElse(null), undecodable, tooNew);
    }

    private static String name(int number, JsonNode item) {
        return "packages[" + number + "] (" + item.path("name").asText("?") + ", revision "
                + item.path("releaseVersion").asText("?") + ")";
    }

    private static boolean isTooNew(JsonNode item, DcosReleaseVersion dcos) {
        String minimum = item.path("minDcosReleaseVersion").asText("");
        return DcosReleaseVersion.parse(minimum)
                .filter(least -> !dcos.isAtLeast(least))
                .isPresent();
    }
}
