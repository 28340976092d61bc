package io.github.orrery.verify;

import io.github.orrery.model.SiteLayout;
import io.github.orrery.problem.Problem;
import io.github.orrery.publication.PublicationKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks at a file of a served site that no cluster's package manager reads. */
final class FileCheck {
    private static final Set<Integer> NO_HEAD = Set.of(405, 501);
    private static final String PUBLISH = "publish the site whole";

    private static final int MOST_ALIKE = 4;

    private final Fetcher fetcher;
    private final VerifyLimits limits;
    private final Findings findings;
    private final Depth depth;
    private final Map<Mistake, TreeSet<String>> alike = new HashMap<>();

    private record Mistake(Fault fault, String message, String remedy) {}

    FileCheck(Fetcher fetcher, VerifyLimits limits, Findings findings, Depth depth) {
        this.fetcher = fetcher;
        this.limits = limits;
        this.findings = findings;
        this.depth = depth;
    }

    void check(URI uri, String path, Manifest.Entry listed) throws IOException {
        if (isForHostOnly(path)) {
            return;
        }
        try {
            HttpResponse<BodyStream> response =
                    depth == Depth.EVERYTHING ? fetcher.get(uri, Client.orrery()) : fetcher.head(uri, Client.orrery());
            if (NO_HEAD.contains(response.statusCode()) && depth == Depth.CLIENTS) {
                response.body().close();
                response = fetcher.get(uri, Client.orrery());
            }
            try (BodyStream body = response.body()) {
                look(response, body, uri.toString(), path, listed);
            }
        } catch (Refused refused) {
            report(refused.fault(), uri.toString(), refused.says(), refused.remedy());
        }
    }

    /** Adds what was found; of many files with one mistake the first few stand for all. */
    void finish() {
        alike.forEach((mistake, files) -> {
            files.stream()
                    .limit(files.size() > MOST_ALIKE ? MOST_ALIKE - 1 : MOST_ALIKE)
                    .forEach(file -> findings.add(mistake.fault(), file, mistake.message(), mistake.remedy()));
            if (files.size() > MOST_ALIKE) {
                findings.add(
                        mistake.fault(),
                        files.last(),
                        mistake.message() + "; so are " + (files.size() - MOST_ALIKE) + " more files",
                        mistake.remedy());
            }
        });
    }

    private synchronized void report(Fault fault, String where, String message, String remedy) {
        alike.computeIfAbsent(new Mistake(fault, message, remedy), key -> new TreeSet<>(SiteNames.ORDER))
                .add(where);
    }

    /** What hosts read themselves and many do not give out. */
    private static boolean isForHostOnly(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith(".") || name.startsWith("_") || path.startsWith("hosts/");
    }

    /** Pictures that only browsers ask for. */
    private static boolean isOfCatalogue(String path) {
        return path.startsWith("assets/") || path.startsWith("badges/");
    }

    /** Bytes under their hash, which {@code publish} adds. */
    private static boolean isObject(String path) {
        return path.startsWith(PublicationKeys.BY_HASH);
    }

    private void look(
            HttpResponse<BodyStream> response, BodyStream body, String where, String path, Manifest.Entry listed)
            throws IOException {
        if (response.statusCode() != 200) {
            boolean isShard = SiteLayout.Shard.of(path).isPresent();
            report(
                    isShard ? Fault.SHARD : isObject(path) ? Fault.OBJECT : Fault.MISSING_FILE,
                    where,
                    "is answered with status " + response.statusCode() + ", though "
                            + (isObject(path) ? "the manifest names it" : "the site lists the file"),
                    PUBLISH);
            return;
        }
        List<String> encodings = response.headers().allValues("content-encoding");
        long length = response.headers().firstValueAsLong("content-length").orElse(-1);
        if (encodings.isEmpty() && length >= 0 && length != listed.size()) {
            report(
                    isObject(path) ? Fault.OBJECT : Fault.SIZE,
                    where,
                    "has " + length + " bytes, expected " + listed.size() + " as "
                            + (isObject(path) ? "the manifest" : "site.json") + " says",
                    PUBLISH + ", and empty caches in between");
        }
        if (listed.type().startsWith("image/") && !isOfCatalogue(path) && (length <= 0 || !encodings.isEmpty())) {
            report(
                    Fault.ICON_LENGTH,
                    where,
                    length <= 0 ? "is a picture without Content-Length" : "is a picture with Content-Encoding",
                    "send pictures uncompressed and with Content-Length: clusters pass on no others");
        }
        boolean isArchive = path.endsWith(".gz") || path.endsWith(".tgz");
        if (isArchive && !encodings.isEmpty()) {
            report(
                    Fault.ARCHIVE_ENCODING,
                    where,
                    "has the Content-Encoding " + Problem.quote(String.join(", ", encodings))
                            + ", expected none: clients would store it decompressed",
                    "send compressed files as they are, without Content-Encoding");
        }
        checkType(response, where, listed);
        if (depth == Depth.EVERYTHING && encodings.isEmpty()) {
            MeasuredStream measured = MeasuredStream.of(body, limits);
            measured.drain();
            if (!measured.sha256Hex().equals(listed.sha256())) {
                report(
                        isObject(path) ? Fault.OBJECT : Fault.SUM,
                        where,
                        isObject(path)
                                ? "holds other bytes than its name says"
                                : "is not what site.json says: the file is of another build, or a cache is stale",
                        PUBLISH + ", and empty caches in between");
            }
        }
    }

    private void checkType(HttpResponse<BodyStream> response, String where, Manifest.Entry listed) {
        String served = response.headers().firstValue("content-type").orElse("");
        String essence = MediaType.parse(served).map(MediaType::essence).orElse("");
        String wanted = MediaType.parse(listed.type()).map(MediaType::essence).orElse("");
        // A browser takes no page, style or script of another type; to people's downloads it does not matter.
        boolean matters = listed.type().startsWith("text/") || listed.type().contains("json");
        if (matters && !essence.equals(wanted)) {
            report(
                    Fault.OTHER_TYPE,
                    where,
                    (served.isEmpty() ? "has no Content-Type" : "is served as " + Problem.quote(served)) + ", expected "
                            + listed.type(),
                    "send \"Content-Type: " + listed.type() + "\"");
        }
    }
}
