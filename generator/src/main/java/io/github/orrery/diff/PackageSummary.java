package io.github.orrery.diff;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.app.OptionFacts;
import io.github.orrery.publication.Sha256;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an index holds of one package: a line for each revision, and more of the newest, which is what gets installed. */
final class PackageSummary {
    /**
     * A revision in a line.
     *
     * @param version upstream's version string
     * @param digest of the whole revision as it stands in the index
     */
    record Line(String version, String digest) {}

    private final SortedMap<Long, Line> revisions = new TreeMap<>();
    private OptionFacts.All options = OptionFacts.All.NONE;
    private SortedSet<String> images = Collections.emptySortedSet();

    void add(JsonNode item, byte[] json) {
        long releaseVersion = item.path("releaseVersion").asLong(-1);
        boolean newest = revisions.isEmpty() || releaseVersion >= revisions.lastKey();
        revisions.put(releaseVersion, new Line(item.path("version").asText(""), Sha256.of(json)));
        if (newest) {
            options = OptionFacts.of(item.path("config"));
            images = images(item.path("resource"));
        }
    }

    /** By releaseVersion. */
    SortedMap<Long, Line> revisions() {
        return revisions;
    }

    /** What gets installed where nobody asks for a version. */
    Map.Entry<Long, Line> newest() {
        return Map.entry(revisions.lastKey(), revisions.get(revisions.lastKey()));
    }

    /** The options of the newest revision. */
    OptionFacts.All options() {
        return options;
    }

    /** The container images of the newest revision. */
    SortedSet<String> images() {
        return images;
    }

    /**
     * Whether a revision can be installed by its version: of two with the same version a cluster installs the later one
     * (formats.md 1.8).
     */
    boolean isShadowed(long releaseVersion) {
        Line line = revisions.get(releaseVersion);
        return line != null
                && revisions.tailMap(releaseVersion + 1).values().stream()
                        .anyMatch(later -> later.version().equals(line.version()));
    }

    private static SortedSet<String> images(JsonNode resource) {
        TreeSet<String> images = new TreeSet<>();
        for (JsonNode image : resource.path("assets").path("container").path("docker")) {
            if (image.isTextual()) {
                images.add(image.textValue());
            }
        }
        return images;
    }
}
