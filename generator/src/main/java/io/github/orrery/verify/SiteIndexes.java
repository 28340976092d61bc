package io.github.orrery.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.JsonElements;
import io.github.orrery.json.JsonFault;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the indexes of a built site, in a directory or behind a URL, as each version's package manager does; for who
 * wants to know what is in them. The server is not trusted: {@link VerifyLimits} hold.
 *
 * <pre>{@code
 * SiteIndexes.read("https://universe.example.com/", VerifyLimits.DEFAULT, (dcos, item) -> ...);
 * }</pre>
 */
public final class SiteIndexes {
    private static final DcosReleaseVersion REPO_1_7 = DcosReleaseVersion.of("1.7");

    /** Takes what is read. */
    public interface Sink {
        /** An index begins, which may stay empty. */
        void index(DcosReleaseVersion dcos);

        /** A revision as an element of {@code packages}; those of zips are put together as one. */
        void revision(DcosReleaseVersion dcos, JsonNode item);
    }

    private final VerifyLimits limits;
    private final Sink sink;

    private SiteIndexes(VerifyLimits limits, Sink sink) {
        this.limits = limits;
        this.sink = sink;
    }

    /**
     * Reads all indexes.
     *
     * @param site a directory or an http or https URL, as for {@link SiteVerifier}
     * @return whether it is one of these
     * @throws IOException where the disk or the server fails, an index is none, or there is no index at all
     */
    public static boolean read(String site, VerifyLimits limits, Sink sink) throws IOException {
        SiteIndexes indexes = new SiteIndexes(limits, sink);
        Optional<Target> target = Target.parse(site);
        int read;
        if (target.isPresent()) {
            read = indexes.readUrl(target.get());
        } else {
            Optional<Path> directory = SiteVerifier.directory(site);
            if (directory.isEmpty()) {
                return false;
            }
            read = indexes.readDirectory(directory.get());
        }
        if (read == 0) {
            throw new IOException(Problem.oneLine(site) + ": there is no index of any DC/OS version");
        }
        return true;
    }

    private int readDirectory(Path root) throws IOException {
        List<DcosReleaseVersion> versions;
        try (Stream<Path> files = Files.list(root)) {
            versions = files.map(
                            file -> SiteLayout.indexVersion(file.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .sorted()
                    .toList();
        }
        for (DcosReleaseVersion dcos : versions) {
            Path file = root.resolve(SiteLayout.index(dcos));
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                readIndex(dcos, MeasuredStream.of(in, limits), file.toString());
            }
        }
        return versions.size();
    }

    private int readUrl(Target target) throws IOException {
        Fetcher fetcher = new Fetcher(limits);
        List<DcosReleaseVersion> versions = target.version().map(List::of).orElse(DcosReleaseVersion.DEFAULTS);
        List<DcosReleaseVersion> read = new ArrayList<>();
        for (DcosReleaseVersion dcos : versions) {
            URI uri = target.kind() == Target.Kind.SITE ? target.of(SiteLayout.index(dcos)) : target.uri();
            if (isAskedFor(dcos, target) && readUrl(fetcher, uri, dcos)) {
                read.add(dcos);
            }
        }
        return read.size();
    }

    /** The zip of 1.7 stands at an address of its own, all else at one (formats.md 2.8). */
    private static boolean isAskedFor(DcosReleaseVersion dcos, Target target) {
        return target.kind() != Target.Kind.NEGOTIATED || target.name().equals("repo-1.7") == dcos.equals(REPO_1_7);
    }

    private boolean readUrl(Fetcher fetcher, URI uri, DcosReleaseVersion dcos) throws IOException {
        try {
            HttpResponse<BodyStream> response = fetcher.get(uri, Client.packageManager(dcos));
            try (BodyStream body = response.body()) {
                if (response.statusCode() == 404) {
                    return false;
                }
                if (response.statusCode() != 200) {
                    throw new IOException(uri + ": is answered with status " + response.statusCode());
                }
                boolean gzip = response.headers().allValues("content-encoding").equals(List.of("gzip"));
                InputStream plain = gzip ? new GzipMember(body) : body;
                readIndex(dcos, new MeasuredStream(plain, limits, body::received), uri.toString());
                return true;
            }
        } catch (Refused refused) {
            throw new IOException(uri + ": " + refused.says(), refused);
        }
    }

    private void readIndex(DcosReleaseVersion dcos, InputStream in, String where) throws IOException {
        sink.index(dcos);
        try {
            if (dcos.readsZip()) {
                ZipRevisions.read(in, limits, item -> sink.revision(dcos, item));
                return;
            }
            int[] count = {0};
            Optional<JsonFault> fault = JsonElements.read(in, "packages", IndexContent.ITEM, (number, item) -> {
                if (++count[0] > IndexContent.MOST_REVISIONS) {
                    throw new IOException(where + ": holds more than " + IndexContent.MOST_REVISIONS + " revisions");
                }
                sink.revision(dcos, item);
            });
            if (fault.isPresent()) {
                throw new IOException(where + ": is no index: " + fault.get().message());
            }
        } catch (Refused refused) {
            throw new IOException(where + ": " + refused.says(), refused);
        }
    }
}
