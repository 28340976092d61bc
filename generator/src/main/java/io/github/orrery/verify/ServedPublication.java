package io.github.orrery.verify;

import io.github.orrery.publication.CommitRecord;
import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.publication.PublicationManifest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code publish} adds to a served site: the commit record, the manifest it names, and the bytes by their hash. */
final class ServedPublication {
    private static final long LONGEST_RECORD = 64 << 10;
    private static final long LONGEST_MANIFEST = 64L << 20;

    private final Target target;
    private final Fetcher fetcher;
    private final VerifyLimits limits;
    private final Findings findings;
    private final PublicationCheck check;
    private final List<String> read = new ArrayList<>();
    private @Nullable CommitRecord commit;
    private @Nullable PublicationManifest manifest;

    private ServedPublication(
            Target target, Fetcher fetcher, VerifyLimits limits, Findings findings, PublicationCheck check) {
        this.target = target;
        this.fetcher = fetcher;
        this.limits = limits;
        this.findings = findings;
        this.check = check;
    }

    /** Asks for the record and its manifest; a site without a record was not published, or to a branch. */
    static ServedPublication at(Target target, Fetcher fetcher, VerifyLimits limits, Findings findings, Instant now)
            throws IOException {
        PublicationCheck check = new PublicationCheck(target.base().toString(), findings, now);
        ServedPublication published = new ServedPublication(target, fetcher, limits, findings, check);
        byte[] record = published.file(PublicationKeys.TIMESTAMP, LONGEST_RECORD);
        // Some hosts answer with a page of theirs for what is not there.
        if (record != null
                && !new String(record, StandardCharsets.ISO_8859_1)
                        .stripLeading()
                        .startsWith("<")) {
            published.follow(record);
        }
        return published;
    }

    private void follow(byte[] record) throws IOException {
        commit = check.record(record);
        if (commit != null) {
            manifest = check.manifest(
                    commit, file(PublicationKeys.manifest(commit.manifest().sha256()), LONGEST_MANIFEST));
        }
    }

    /** The record; none where there is none, or a damaged one. */
    @Nullable
    CommitRecord commit() {
        return commit;
    }

    /** What was asked for and is there. */
    List<String> read() {
        return read;
    }

    /** Whether the files under their names are those of the publication. */
    void compare(Manifest site) {
        if (commit != null && manifest != null) {
            check.compare(commit, manifest, site);
        }
    }

    /** The bytes that the manifest names, by their keys. */
    Map<String, Manifest.Entry> objects() {
        Map<String, Manifest.Entry> objects = new TreeMap<>();
        if (manifest != null) {
            PublicationCheck.objects(manifest)
                    .forEach((key, sum) -> objects.put(key, new Manifest.Entry(sum.size(), sum.sha256(), "")));
        }
        return objects;
    }

    /** A file; none where it is not there. */
    private byte @Nullable [] file(String key, long longest) throws IOException {
        String where = target.of(key).toString();
        try {
            HttpResponse<BodyStream> response = fetcher.get(target.of(key), Client.orrery());
            try (BodyStream body = response.body()) {
                if (response.statusCode() != 200) {
                    return null;
                }
                byte[] text = MeasuredStream.of(body, limits.withPlainBytes(Math.min(limits.plainBytes(), longest)))
                        .readAllBytes();
                read.add(key);
                if (key.equals(PublicationKeys.TIMESTAMP) && text.length > 0 && text[0] == '{') {
                    cache(response, where);
                }
                return text;
            }
        } catch (Refused refused) {
            findings.add(where, "", refused);
            return null;
        }
    }

    private void cache(HttpResponse<BodyStream> response, String where) {
        String value = String.join(", ", response.headers().allValues("cache-control"));
        String words = value.toLowerCase(Locale.ROOT);
        boolean asksEachTime = words.contains("no-cache") || words.contains("no-store") || words.contains("max-age=0");
        if (!asksEachTime) {
            findings.add(
                    value.isEmpty() ? Fault.CACHE_UNSAID : Fault.CACHE_TOO_LONG,
                    where,
                    value.isEmpty()
                            ? "has no Cache-Control: caches in between keep it as long as they like"
                            : "has \"Cache-Control: " + value + "\", but it tells which publication is the newest",
                    "send \"Cache-Control: no-cache, max-age=0\"; the host files of the site do so (hosts/nginx.conf,"
                            + " hosts/Caddyfile, .htaccess)");
        }
    }
}
