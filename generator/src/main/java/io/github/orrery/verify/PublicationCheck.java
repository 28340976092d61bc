package io.github.orrery.verify;

import io.github.orrery.model.SiteLayout;
import io.github.orrery.publication.CommitRecord;
import io.github.orrery.publication.ForeignRecordException;
import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.publication.PublicationManifest;
import io.github.orrery.publication.PublishedFile;
import io.github.orrery.publication.Sha256;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at what {@code publish} adds to a site: the commit record, and what it names (trust.md 5 and 6). */
final class PublicationCheck {
    /** A publisher has so long to make an unchanged site fresh again. */
    private static final Duration SOON = Duration.ofDays(3);

    private static final int SHOWN = 3;

    private final String base;
    private final Findings findings;
    private final Instant now;

    /** @param base what stands before a path in findings: nothing for a directory */
    PublicationCheck(String base, Findings findings, Instant now) {
        this.base = base;
        this.findings = findings;
        this.now = now;
    }

    /** Reads the commit record; none where it is not ours. */
    @Nullable
    CommitRecord record(byte[] text) throws IOException {
        CommitRecord record;
        try {
            record = CommitRecord.parse(text);
        } catch (ForeignRecordException e) {
            report(
                    Fault.PUBLICATION,
                    PublicationKeys.TIMESTAMP,
                    "is no commit record that Orrery wrote: " + e.what(),
                    "restore it, or remove it and publish the site again");
            return null;
        }
        if (!now.isBefore(record.expires())) {
            report(
                    Fault.EXPIRED,
                    PublicationKeys.TIMESTAMP,
                    "expired at " + record.expires() + ": nobody can tell any more whether version " + record.version()
                            + " is the newest",
                    "publish the site again, also where it did not change, and look why that did not happen for so"
                            + " long");
        } else if (!now.isBefore(record.expires().minus(SOON))) {
            report(
                    Fault.EXPIRES_SOON,
                    PublicationKeys.TIMESTAMP,
                    "expires at " + record.expires(),
                    "publish the site again, also where it did not change");
        }
        return record;
    }

    /**
     * Reads the manifest that the record names; none where it is another text.
     *
     * @param text none where it is not there
     */
    @Nullable
    PublicationManifest manifest(CommitRecord record, byte @Nullable [] text) throws IOException {
        String sum = record.manifest().sha256();
        PublicationManifest manifest = manifest(sum, text, "version " + record.version());
        if (manifest != null && text != null && text.length != record.manifest().size()) {
            report(
                    Fault.PUBLICATION,
                    PublicationKeys.TIMESTAMP,
                    "says that its manifest has " + record.manifest().size() + " bytes, but it has " + text.length,
                    "publish the site again");
        }
        return manifest;
    }

    /** Reads the manifest of a sum, in which {@code whose} publication stands. */
    @Nullable
    PublicationManifest manifest(String sum, byte @Nullable [] text, String whose) throws IOException {
        String key = PublicationKeys.manifest(sum);
        if (text == null) {
            report(
                    Fault.PUBLICATION,
                    key,
                    "is missing, though " + whose + " is the publication that it lists",
                    "publish the site whole, by 'orrery publish' and nothing else");
            return null;
        }
        if (!Sha256.of(text).equals(sum)) {
            report(
                    Fault.PUBLICATION,
                    key,
                    "holds other bytes than its name says",
                    "remove it and publish the site again");
            return null;
        }
        try {
            return PublicationManifest.parse(key, text);
        } catch (ForeignRecordException e) {
            report(
                    Fault.PUBLICATION,
                    key,
                    "is no manifest that Orrery wrote: " + e.what(),
                    "remove it and publish the site again");
            return null;
        }
    }

    /** Whether the files under their names are those of the publication that readers are sent to. */
    void compare(CommitRecord record, PublicationManifest manifest, Manifest site) {
        List<String> differing = new ArrayList<>();
        for (String path : site.paths()) {
            PublishedFile file = manifest.files().get(path);
            if (file == null || !file.content().sha256().equals(site.sum(path))) {
                differing.add(path);
            }
        }
        for (String path : manifest.files().keySet()) {
            boolean isListed = site.paths().contains(path) || SiteNames.LISTS.contains(path);
            if (!isListed && !site.paths().isEmpty()) {
                differing.add(path);
            }
        }
        if (!differing.isEmpty()) {
            String some = String.join(", ", differing.subList(0, Math.min(SHOWN, differing.size())));
            int more = differing.size() - SHOWN;
            report(
                    Fault.PUBLICATION,
                    SiteLayout.SITE_JSON,
                    "lists other files than version " + record.version() + ", to which timestamp.json sends readers: "
                            + some + (more > 0 ? " and " + more + " more" : ""),
                    "publish again, which puts each file in its place; behind caches, wait until they have let go of"
                            + " what they keep, or purge them");
        }
    }

    /** The bytes that a manifest names, by their keys. */
    static Map<String, PublishedFile.Sum> objects(PublicationManifest manifest) {
        Map<String, PublishedFile.Sum> objects = new TreeMap<>();
        manifest.files()
                .values()
                .forEach(
                        file -> objects.put(PublicationKeys.byHash(file.stored().sha256()), file.stored()));
        return objects;
    }

    private void report(Fault fault, String path, String message, String remedy) {
        findings.add(fault, base + path, message, remedy);
    }
}
