package io.github.orrery.diff;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.JsonText;
import io.github.orrery.model.DcosReleaseVersion;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What clusters of one DC/OS version see of a repository, as far as comparing needs it. It grows with the number of
 * revisions and not with their size: only the newest of a package is looked at closely.
 */
public final class IndexSummary {
    private final DcosReleaseVersion dcos;
    private final SortedMap<String, PackageSummary> packages = new TreeMap<>();
    private int revisions;
    private long bytes;

    /** @param dcos the clusters' version */
    public IndexSummary(DcosReleaseVersion dcos) {
        this.dcos = dcos;
    }

    /** Takes one element of {@code packages} of the index (formats.md 2.1). */
    public void add(JsonNode item) {
        add(item, JsonText.compact(item));
    }

    /**
     * Takes one element of {@code packages}.
     *
     * @param json the element as compact JSON
     */
    public void add(JsonNode item, byte[] json) {
        packages.computeIfAbsent(item.path("name").asText(""), name -> new PackageSummary())
                .add(item, json);
        revisions++;
        bytes += json.length + (revisions > 1 ? 1 : 0);
    }

    DcosReleaseVersion dcos() {
        return dcos;
    }

    /** How many revisions there are. */
    int revisions() {
        return revisions;
    }

    /** Length of the index as compact JSON, without its frame. */
    long bytes() {
        return bytes;
    }

    /** The packages by name. */
    Map<String, PackageSummary> packages() {
        return packages;
    }
}
