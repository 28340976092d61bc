package io.github.orrery.verify;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.publication.CommitRecord;
import io.github.orrery.publication.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Asks a site for its files as each of its clients does, and says what they would see. */
final class UrlVerifier {
    private static final int CONNECTIONS = 8;
    private static final long LONGEST_MANIFEST = 16L << 20;
    private static final String PUBLISH = "publish the site whole";

    private final Target target;
    private final VerifyLimits limits;
    private final Fetcher fetcher;
    private final Findings findings = new Findings();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();
    private final Instant now;

    private UrlVerifier(Target target, VerifyLimits limits, Instant now) {
        this.now = now;
        this.target = target;
        this.limits = limits;
        this.fetcher = new Fetcher(limits);
    }

    static Verification verify(Target target, String site, VerifyLimits limits, Depth depth, Instant now)
            throws IOException {
        return new UrlVerifier(target, limits, now).run(site, depth);
    }

    private Verification run(String site, Depth depth) throws IOException {
        boolean whole = target.kind() == Target.Kind.SITE;
        Manifest manifest = manifest(whole);
        ClusterCheck check = new ClusterCheck(fetcher, limits, manifest, findings);
        CommitRecord publication = null;
        switch (target.kind()) {
            case SITE -> publication = site(manifest, check, depth);
            case NEGOTIATED -> negotiated(manifest, check);
            case INDEX -> index(manifest, check);
        }
        List<Finding> found = findings.sorted();
        if (!fetcher.wasAnswered()) {
            throw new IOException(site + " " + found.get(0).message());
        }
        return new Verification(site, seen.size(), found, verdicts, publication);
    }

    private Manifest manifest(boolean demanded) throws IOException {
        byte[] sums = manifestFile(SiteLayout.SHA256SUMS, demanded);
        if (!fetcher.wasAnswered()) {
            return Manifest.read(null, null, target.base().toString(), findings);
        }
        byte[] siteJson = manifestFile(SiteLayout.SITE_JSON, demanded);
        Manifest manifest = Manifest.read(sums, siteJson, target.base().toString(), findings);
        String expected = manifest.sums().get(SiteLayout.SITE_JSON);
        if (siteJson != null && expected != null && !expected.equals(Sha256.of(siteJson))) {
            findings.add(
                    Fault.MANIFEST,
                    target.of(SiteLayout.SITE_JSON).toString(),
                    "is not what SHA256SUMS says: the two are of different builds, or a cache is stale",
                    PUBLISH + ", and empty caches in between");
        }
        return manifest;
    }

    private byte @Nullable [] manifestFile(String name, boolean demanded) throws IOException {
        URI uri = target.of(name);
        try {
            HttpResponse<BodyStream> response = fetcher.get(uri, Client.orrery());
            try (BodyStream body = response.body()) {
                if (response.statusCode() == 200) {
                    VerifyLimits bounded = limits.withPlainBytes(Math.min(limits.plainBytes(), LONGEST_MANIFEST));
                    seen.add(name);
                    return MeasuredStream.of(body, bounded).readAllBytes();
                }
                if (demanded) {
                    findings.add(
                            Fault.MANIFEST,
                            uri.toString(),
                            "is answered with status " + response.statusCode()
                                    + ": without it nobody can tell whether the site is whole",
                            PUBLISH + ", with " + name);
                }
            }
        } catch (Refused refused) {
            if (demanded || !fetcher.wasAnswered()) {
                findings.add(uri.toString(), "", refused);
            }
        }
        return null;
    }

    private @Nullable CommitRecord site(Manifest manifest, ClusterCheck check, Depth depth) throws IOException {
        List<DcosReleaseVersion> versions = versions(manifest);
        if (versions.isEmpty()) {
            findings.add(
                    Fault.NO_INDEX,
                    target.base().toString(),
                    "has no index for any DC/OS version",
                    "build the site with the families indexes and zips, and publish it whole");
        }
        for (DcosReleaseVersion dcos : versions) {
            if (!fetcher.wasAnswered()) {
                return null;
            }
            one(check, target.of(SiteLayout.index(dcos)), dcos, SiteLayout.index(dcos), false);
        }
        if (manifest.paths().contains(SiteLayout.PACKAGES_ZIP)) {
            verdicts.add(check.commandLine(target.of(SiteLayout.PACKAGES_ZIP)));
            seen.add(SiteLayout.PACKAGES_ZIP);
        }
        ServedPublication published = ServedPublication.at(target, fetcher, limits, findings, now);
        seen.addAll(published.read());
        published.compare(manifest);
        SortedMap<String, Manifest.Entry> rest = new TreeMap<>(SiteNames.ORDER);
        rest.putAll(manifest.entries());
        rest.putAll(published.objects());
        rest.keySet().removeAll(seen);
        others(rest, depth);
        return published.commit();
    }

    private static List<DcosReleaseVersion> versions(Manifest manifest) {
        if (manifest.paths().isEmpty()) {
            return DcosReleaseVersion.DEFAULTS;
        }
        return manifest.paths().stream()
                .map(SiteLayout::indexVersion)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
    }

    /** Each version asks the one address; versions before 1.8 get a zip from the address made for them. */
    private void negotiated(Manifest manifest, ClusterCheck check) throws IOException {
        boolean repo17 = target.name().equals("repo-1.7");
        for (DcosReleaseVersion dcos : versions(manifest)) {
            boolean zip = dcos.readsZip();
            boolean is17 = dcos.equals(DcosReleaseVersion.of("1.7"));
            if (fetcher.wasAnswered() || verdicts.isEmpty()) {
                if (repo17 ? is17 : !is17 && (!zip || dcos.equals(DcosReleaseVersion.of("1.6.1")))) {
                    one(check, target.uri(), dcos, SiteLayout.index(dcos), true);
                }
            }
        }
    }

    private void index(Manifest manifest, ClusterCheck check) throws IOException {
        Optional<DcosReleaseVersion> version = target.version();
        if (target.name().equals(SiteLayout.PACKAGES_ZIP)) {
            verdicts.add(check.commandLine(target.uri()));
        } else if (version.isPresent()) {
            one(check, target.uri(), version.get(), target.name(), false);
        } else {
            // The name does not say for whom it is: everybody may be given this address.
            boolean zip = target.name().endsWith(".zip");
            for (DcosReleaseVersion dcos : DcosReleaseVersion.DEFAULTS) {
                if (dcos.readsZip() == zip) {
                    one(check, target.uri(), dcos, target.name(), false);
                }
            }
        }
        if (manifest.paths().isEmpty()) {
            return;
        }
        seen.add(target.name());
    }

    private void one(ClusterCheck check, URI uri, DcosReleaseVersion dcos, String path, boolean negotiated)
            throws IOException {
        seen.add(negotiated ? uri.toString() : path);
        verdicts.add(
                dcos.readsZip() ? check.zip(uri, dcos, path, negotiated) : check.json(uri, dcos, path, negotiated));
    }

    /** What no cluster's package manager reads: is it there, as long and as typed as the site lists it? */
    private void others(Map<String, Manifest.Entry> rest, Depth depth) throws IOException {
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS, work -> {
            Thread thread = new Thread(work, "orrery-verify");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> asked = new ArrayList<>();
            FileCheck check = new FileCheck(fetcher, limits, findings, depth);
            for (Map.Entry<String, Manifest.Entry> file : rest.entrySet()) {
                seen.add(file.getKey());
                asked.add(connections.submit(() -> {
                    try {
                        check.check(target.of(file.getKey()), file.getKey(), file.getValue());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
            }
            for (Future<?> answer : asked) {
                answer.get();
            }
            check.finish();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException failure) {
                throw failure.getCause();
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            connections.shutdownNow();
        }
    }
}
