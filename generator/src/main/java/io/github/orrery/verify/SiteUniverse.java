package io.github.orrery.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.JsonElements;
import io.github.orrery.json.JsonFault;
import io.github.orrery.model.SiteLayout;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads {@code universe.json} of a site behind a URL: every revision that it holds. The server is not trusted: {@link
 * VerifyLimits} hold.
 */
public final class SiteUniverse {
    private static final Client CLIENT =
            new Client("", Map.of("User-Agent", "orrery", "Accept", "*/*", "Accept-Encoding", "gzip"), false);

    private SiteUniverse() {}

    /** The address of the file for that of a site, or of the file itself; empty where it is no http or https URL. */
    public static Optional<URI> address(String site) {
        return Target.parse(site)
                .filter(target -> target.kind() == Target.Kind.SITE
                        || (target.kind() == Target.Kind.INDEX && target.name().endsWith(".json")))
                .map(target -> target.kind() == Target.Kind.SITE ? target.of(SiteLayout.UNIVERSE) : target.uri());
    }

    /**
     * Reads it, one revision after another.
     *
     * @param uri its address
     * @throws NoSuchFileException where the server has no such file
     * @throws IOException where there is no such server, or what it sends is no index
     */
    public static void read(URI uri, VerifyLimits limits, Consumer<JsonNode> revisions) throws IOException {
        try {
            HttpResponse<BodyStream> response = new Fetcher(limits).get(uri, CLIENT);
            try (BodyStream body = response.body()) {
                if (response.statusCode() == 404) {
                    throw new NoSuchFileException(uri.toString());
                }
                if (response.statusCode() != 200) {
                    throw new IOException(uri + ": is answered with status " + response.statusCode());
                }
                boolean gzip = response.headers().allValues("content-encoding").equals(List.of("gzip"));
                InputStream plain = gzip ? new GzipMember(body) : body;
                Optional<JsonFault> fault = JsonElements.read(
                        new MeasuredStream(plain, limits, body::received),
                        "packages",
                        IndexContent.ITEM,
                        (number, item) -> {
                            if (number >= IndexContent.MOST_REVISIONS) {
                                throw new IOException(
                                        uri + ": holds more than " + IndexContent.MOST_REVISIONS + " revisions");
                            }
                            revisions.accept(item);
                        });
                if (fault.isPresent()) {
                    throw new IOException(uri + ": is no index: " + fault.get().message());
                }
            }
        } catch (Refused refused) {
            throw new IOException(uri + ": " + refused.says(), refused);
        }
    }
}
