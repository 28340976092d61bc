package io.github.orrery.verify;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.RepositoryVersion;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.problem.Problem;
import io.github.orrery.site.CachePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for an index as one client does and looks at the answer as that client would. */
final class ClusterCheck {
    private static final int GZIP_WORTH = 100 * 1024;
    private static final long LONGEST_AGE = 86_400;
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[,\\s])max-age=\"?([0-9]{1,18})");
    private static final String HOST_FILES =
            "; the host files of the site do so (hosts/nginx.conf, .htaccess, _headers)";

    private final Fetcher fetcher;
    private final VerifyLimits limits;
    private final Manifest manifest;
    private final Findings findings;

    ClusterCheck(Fetcher fetcher, VerifyLimits limits, Manifest manifest, Findings findings) {
        this.fetcher = fetcher;
        this.limits = limits;
        this.manifest = manifest;
        this.findings = findings;
    }

    /** What a client found: how much, and the sum of the plain text. */
    private record Content(int packages, int revisions, String sha256) {
        static final Content NONE = new Content(0, 0, "");
    }

    /**
     * Reads an index as the package manager of a version.
     *
     * @param path the file of the site that stands there or that is to be answered with
     * @param negotiated whether the address answers different clients differently
     */
    Verdict json(URI uri, DcosReleaseVersion dcos, String path, boolean negotiated) throws IOException {
        Client client = Client.packageManager(dcos);
        RepositoryVersion form = RepositoryVersion.of(dcos);
        return verdict(
                uri, client, path, negotiated, (response, body) -> readJson(response, body, uri, client, form, dcos));
    }

    /** Reads a zip as the package manager of a version before 1.8. */
    Verdict zip(URI uri, DcosReleaseVersion dcos, String path, boolean negotiated) throws IOException {
        Client client = Client.packageManager(dcos);
        return verdict(uri, client, path, negotiated, (response, body) -> readZip(response, body, uri, client));
    }

    /** Reads {@code packages.zip} as the old command line. */
    Verdict commandLine(URI uri) throws IOException {
        Client client = Client.commandLine();
        return verdict(
                uri, client, SiteLayout.PACKAGES_ZIP, false, (response, body) -> readZip(response, body, uri, client));
    }

    private interface Reading {
        Content read(HttpResponse<BodyStream> response, BodyStream body) throws IOException;
    }

    private Verdict verdict(URI uri, Client client, String path, boolean negotiated, Reading reading)
            throws IOException {
        String where = uri.toString();
        Content content = Content.NONE;
        try {
            HttpResponse<BodyStream> response = fetcher.get(uri, client);
            try (BodyStream body = response.body()) {
                if (response.statusCode() != 200) {
                    status(response, where, client.name());
                } else {
                    cache(response, where, client.name());
                    if (negotiated) {
                        vary(response, where, client.name());
                    }
                    content = reading.read(response, body);
                    if (findings.refusals(where, client.name()).isEmpty()) {
                        compareSum(content, path, negotiated, where, client.name());
                    }
                }
            }
        } catch (Refused refused) {
            findings.add(where, client.name(), refused);
        }
        List<String> refusals = findings.refusals(where, client.name());
        return refusals.isEmpty()
                ? new Verdict(client.name(), where, content.packages(), content.revisions(), refusals)
                : new Verdict(client.name(), where, 0, 0, refusals);
    }

    private void status(HttpResponse<BodyStream> response, String where, String client) {
        int status = response.statusCode();
        String remedy;
        if (status == 404 || status == 410) {
            remedy = "publish the file at this address";
        } else if (status == 401 || status == 403) {
            remedy = "let everybody read the file: clusters send no credentials";
        } else if (status >= 300 && status < 400) {
            remedy = "send the file with status 200, or a Location with a redirect";
        } else if (status >= 500) {
            remedy = "look into the server's log";
        } else {
            remedy = "send the file with status 200";
        }
        findings.add(Fault.STATUS, where, client, "is answered with status " + status + ", expected 200", remedy);
    }

    private Content readJson(
            HttpResponse<BodyStream> response,
            BodyStream wire,
            URI uri,
            Client client,
            RepositoryVersion form,
            DcosReleaseVersion dcos)
            throws IOException {
        String where = uri.toString();
        IndexType.refusal(response.headers().allValues("content-type"), form)
                .ifPresent(refusal -> findings.add(
                        refusal.fault(), where, client.name(), refusal.message(), typeRemedy(response, form)));
        PushbackInputStream body = new PushbackInputStream(wire, 512);
        byte[] begin = body.readNBytes(512);
        body.unread(begin);
        boolean isGzip = begin.length >= 2 && begin[0] == 0x1f && begin[1] == (byte) 0x8b;
        List<String> encodings = response.headers().allValues("content-encoding");
        boolean saysGzip = encodings.equals(List.of("gzip"));
        if (!encodings.isEmpty() && !saysGzip) {
            findings.add(
                    Fault.ENCODING,
                    where,
                    client.name(),
                    "has the Content-Encoding " + Problem.quote(String.join(", ", encodings))
                            + ", expected \"gzip\" in small letters, or no such header",
                    isGzip ? "send \"Content-Encoding: gzip\"" : "send no Content-Encoding header");
            return Content.NONE;
        }
        if (saysGzip && !isGzip) {
            findings.add(
                    Fault.ENCODING_UNTRUE,
                    where,
                    client.name(),
                    "says Content-Encoding: gzip, but what comes is not gzip",
                    "send no Content-Encoding header with the plain file, or send its .gz");
            return Content.NONE;
        }
        if (!saysGzip && isGzip) {
            findings.add(
                    Fault.ENCODING_UNSAID,
                    where,
                    client.name(),
                    "is compressed with gzip, but no header says so",
                    "send \"Content-Encoding: gzip\"" + HOST_FILES);
            return Content.NONE;
        }
        if (!saysGzip && looksLikeHtml(begin)) {
            findings.add(
                    Fault.HTML_PAGE,
                    where,
                    client.name(),
                    "is an HTML page, expected the index",
                    "publish the file at this address, and answer 404 where there is none");
            return Content.NONE;
        }
        InputStream plain = saysGzip ? new GzipMember(body) : body;
        MeasuredStream measured = new MeasuredStream(plain, limits, wire::received);
        IndexContent content = IndexContent.read(measured, form, dcos);
        measured.drain();
        IndexCheck.report(content, where, client.name(), findings);
        if (!saysGzip
                && measured.size() >= GZIP_WORTH
                && findings.refusals(where, client.name()).isEmpty()) {
            findings.add(
                    Fault.NOT_COMPRESSED,
                    where,
                    client.name(),
                    "comes with " + measured.size() + " bytes though the cluster takes gzip, each time it asks",
                    "send the .gz beside the file with \"Content-Encoding: gzip\"" + HOST_FILES);
        }
        return new Content(content.digests().size(), content.revisions(), measured.sha256Hex());
    }

    private static boolean looksLikeHtml(byte[] begin) {
        for (byte b : begin) {
            if (b > ' ') {
                return b == '<';
            }
        }
        return false;
    }

    private static String typeRemedy(HttpResponse<BodyStream> response, RepositoryVersion form) {
        String send = "send \"Content-Type: " + form.contentType() + "\"";
        return response.headers().firstValue("server").orElse("").startsWith("GitHub.com")
                ? send + "; GitHub Pages cannot, so serve the indexes from a host that can set headers"
                : send + HOST_FILES;
    }

    private Content readZip(HttpResponse<BodyStream> response, BodyStream wire, URI uri, Client client)
            throws IOException {
        String where = uri.toString();
        List<String> types = response.headers().allValues("content-type");
        if (!types.equals(List.of("application/zip"))) {
            findings.add(
                    Fault.ZIP_TYPE,
                    where,
                    client.name(),
                    types.isEmpty()
                            ? "has no Content-Type, expected application/zip"
                            : "is served as " + Problem.quote(String.join(", ", types))
                                    + ", expected application/zip without a parameter",
                    "send \"Content-Type: application/zip\": package managers from 0.2 to 0.6.1 want exactly that");
        }
        List<String> encodings = response.headers().allValues("content-encoding");
        if (!encodings.isEmpty()) {
            findings.add(
                    Fault.ZIP_ENCODING,
                    where,
                    client.name(),
                    "has the Content-Encoding " + Problem.quote(String.join(", ", encodings))
                            + ", expected none: the oldest clusters do not decompress what they get",
                    "send the zip as it is, without Content-Encoding");
            return Content.NONE;
        }
        MeasuredStream measured = MeasuredStream.of(wire, limits);
        Path kept = ZipCheck.keep(measured);
        try {
            ZipCheck.Contents contents = ZipCheck.report(kept, where, client.name(), limits, findings);
            if (!client.keepsScheme() && !contents.hasScripts()) {
                findings.add(
                        Fault.ZIP_SCRIPTS,
                        where,
                        client.name(),
                        "has no directory scripts/ beside repo/, which the old command line wants",
                        "publish the packages.zip that orrery build makes");
            }
            return new Content(contents.packages(), contents.revisions(), measured.sha256Hex());
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    private void compareSum(Content content, String path, boolean negotiated, String where, String client) {
        String expected = manifest.sum(path);
        if (expected == null || content.sha256().isEmpty() || content.sha256().equals(expected)) {
            return;
        }
        String other = manifest.pathOf(content.sha256());
        if (other != null && (SiteLayout.form(other).isPresent() || other.endsWith(".zip"))) {
            findings.add(
                    Fault.SWAPPED,
                    where,
                    client,
                    "is the content of " + other + ", expected that of " + path,
                    negotiated
                            ? "answer by the version after \"dcos/\" in User-Agent" + HOST_FILES
                            : "publish the site whole, each file under its own name");
        } else {
            findings.add(
                    Fault.SUM,
                    where,
                    client,
                    "is not what SHA256SUMS says: the file or the sums are of another build, or a cache is stale",
                    "publish the site whole, the indexes last, and empty caches in between");
        }
    }

    private void vary(HttpResponse<BodyStream> response, String where, String client) {
        String vary = String.join(",", response.headers().allValues("vary")).toLowerCase(Locale.ROOT);
        if (!vary.contains("*")
                && !(vary.contains("user-agent") && vary.matches("(?s)(?:.*[,\\s])?accept(?:[,\\s].*)?"))) {
            findings.add(
                    Fault.VARY,
                    where,
                    client,
                    "answers by Accept and User-Agent and does not say so: a cache gives clusters each other's index",
                    "send \"Vary: Accept, User-Agent, Accept-Encoding\"" + HOST_FILES);
        }
    }

    private void cache(HttpResponse<BodyStream> response, String where, String client) {
        String wanted = "send \"Cache-Control: " + CachePolicy.INDEX.header() + "\"" + HOST_FILES;
        List<String> values = response.headers().allValues("cache-control");
        String value = String.join(", ", values);
        if (values.isEmpty()) {
            findings.add(
                    Fault.CACHE_UNSAID,
                    where,
                    client,
                    "has no Cache-Control: caches in between keep it as long as they like",
                    wanted);
            return;
        }
        Matcher age = MAX_AGE.matcher(value);
        boolean tooLong = value.contains("immutable") || (age.find() && Long.parseLong(age.group(1)) > LONGEST_AGE);
        if (tooLong) {
            findings.add(
                    Fault.CACHE_TOO_LONG,
                    where,
                    client,
                    "has \"Cache-Control: " + value + "\", but an index changes: clusters behind a cache never see it",
                    wanted);
        }
    }
}
