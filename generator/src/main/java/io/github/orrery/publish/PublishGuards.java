package io.github.orrery.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.json.JsonText;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.publication.PublicationManifest;
import io.github.orrery.publication.PublishedFile;
import io.github.orrery.publication.PublishedFile.Sum;
import io.github.orrery.publication.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Keeps mistakes from being published (trust.md T17): a source that was not mounted, a released revision that was
 * edited. Compares the packages as the newest cluster sees them that both sites publish for.
 */
final class PublishGuards {
    /** Fetches the bytes that were published before. */
    interface Before {
        byte[] stored(Sum stored) throws IOException;
    }

    private static final JsonLimits LIMITS = new JsonLimits(256 * 1024 * 1024, 1000, 1000);
    private static final int LARGEST_SHARD = 256 * 1024 * 1024;
    private static final int SHOWN = 5;

    private final PublishOptions options;

    PublishGuards(PublishOptions options) {
        this.options = options;
    }

    /** @throws PublishRefusedException naming what looks like a mistake, and the flag that allows it */
    void check(PublicationManifest before, Before published, SortedMap<String, PublishedFile> files, LocalSite site)
            throws IOException, PublishRefusedException {
        NavigableMap<DcosReleaseVersion, SortedSet<String>> old = packages(before.files());
        NavigableMap<DcosReleaseVersion, SortedSet<String>> now = packages(files);
        DcosReleaseVersion version = old.descendingKeySet().stream()
                .filter(now::containsKey)
                .findFirst()
                .orElse(null);
        if (version == null) {
            refuseRemovals("files", before.files().keySet(), files.keySet());
            return;
        }
        SortedSet<String> names = now.getOrDefault(version, new TreeSet<>());
        refuseRemovals("packages", old.getOrDefault(version, new TreeSet<>()), names);
        if (options.allowChanges()) {
            return;
        }
        List<String> changed = new ArrayList<>();
        for (String name : names) {
            String path = SiteLayout.shard(version, name);
            PublishedFile was = before.files().get(path);
            PublishedFile is = files.get(path);
            if (was != null && is != null && !was.content().equals(is.content())) {
                byte[] text = site.read(path);
                changed.addAll(changes(name, path, text(was, published), text == null ? new byte[0] : text));
            }
        }
        if (!changed.isEmpty()) {
            throw new PublishRefusedException("refused: " + changed.size()
                    + " revisions that were published have changed (" + some(changed)
                    + "); clusters that installed them rely on their bytes. Give the change a new releaseVersion, or"
                    + " add --allow-changes");
        }
    }

    /**
     * Keeps a first publication from replacing what somebody else serves there, such as the page of another site in the
     * root of a bucket. A site that was copied there by hand is taken over.
     *
     * @param present the keys of all that is there
     */
    void checkFirst(String place, Set<String> present, Set<String> files) throws PublishRefusedException {
        if (options.allowChanges() || present.contains(SiteLayout.SITE_JSON)) {
            return;
        }
        List<String> foreign = files.stream().filter(present::contains).toList();
        if (!foreign.isEmpty()) {
            String what = foreign.size() == 1
                    ? "there is a file of somebody else's under a name of the site ("
                    : "there are files of somebody else's under " + foreign.size() + " names of the site (";
            throw new PublishRefusedException("refused: nothing was published at " + place + " yet, but " + what
                    + some(foreign) + "). Publish elsewhere, or add --allow-changes to replace "
                    + (foreign.size() == 1 ? "it" : "them"));
        }
    }

    private void refuseRemovals(String what, Set<String> before, Set<String> now) throws PublishRefusedException {
        List<String> gone = before.stream().filter(name -> !now.contains(name)).toList();
        if (!options.allowRemovals() && gone.size() * 10L > before.size()) {
            throw new PublishRefusedException("refused: " + gone.size() + " of " + before.size() + " " + what
                    + " would go (" + some(gone) + "), more than a tenth. Where that is meant, add --allow-removals");
        }
    }

    private static List<String> changes(String name, String path, byte[] before, byte[] now) throws IOException {
        Map<String, String> old = revisions(path, before);
        List<String> changed = new ArrayList<>();
        revisions(path, now).forEach((releaseVersion, text) -> {
            if (!text.equals(old.getOrDefault(releaseVersion, text))) {
                changed.add(name + " " + releaseVersion);
            }
        });
        return changed;
    }

    /** A digest of each revision, by its releaseVersion. */
    private static Map<String, String> revisions(String path, byte[] shard) throws IOException {
        if (!(Json.read(shard, LIMITS) instanceof Json.Result.Read read)) {
            throw new IOException(path + ": is not JSON");
        }
        Map<String, String> revisions = new TreeMap<>();
        for (JsonNode revision : read.document().root().path("packages")) {
            revisions.put(revision.path("releaseVersion").asText(), Sha256.of(JsonText.compact(revision)));
        }
        return revisions;
    }

    private static byte[] text(PublishedFile file, Before published) throws IOException {
        byte[] stored = published.stored(file.stored());
        if (file.gzip() == null) {
            return stored;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            return in.readNBytes(LARGEST_SHARD);
        }
    }

    /** The packages that have a shard, by the DC/OS version that it is for. */
    private static NavigableMap<DcosReleaseVersion, SortedSet<String>> packages(
            SortedMap<String, PublishedFile> files) {
        NavigableMap<DcosReleaseVersion, SortedSet<String>> packages = new TreeMap<>();
        for (String path : files.keySet()) {
            SiteLayout.Shard.of(path)
                    .ifPresent(shard -> packages.computeIfAbsent(shard.dcos(), version -> new TreeSet<>())
                            .add(shard.name()));
        }
        return packages;
    }

    private static String some(List<String> names) {
        return names.stream().limit(SHOWN).collect(Collectors.joining(", ")) + (names.size() > SHOWN ? ", ..." : "");
    }
}
