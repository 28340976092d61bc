package io.github.orrery.verify;

import io.github.orrery.problem.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

/** Asks for URLs as a client does: its headers, its redirects. Safe for use by several threads. */
final class Fetcher {
    /** Those that HttpURLConnection follows for a GET; it stops at a 308. */
    private static final Set<Integer> FOLLOWED = Set.of(300, 301, 302, 303, 307);

    private static final int ATTEMPTS = 3;

    /** So many requests in a row without any answer, and a server is not asked again. */
    private static final int SILENCES = 3;

    private final VerifyLimits limits;
    private final HttpClient http;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicInteger silences = new AtomicInteger();

    Fetcher(VerifyLimits limits) {
        this.limits = limits;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .build();
    }

    /** Whether any server answered anything at all. */
    boolean wasAnswered() {
        return answered.get();
    }

    /**
     * Asks and follows.
     *
     * @return the last answer, whatever its status; its body is to be closed
     * @throws Refused where the client would get none
     */
    HttpResponse<BodyStream> get(URI start, Client client) throws IOException {
        return follow("GET", start, client);
    }

    /** Asks for the headers only. */
    HttpResponse<BodyStream> head(URI start, Client client) throws IOException {
        return follow("HEAD", start, client);
    }

    private HttpResponse<BodyStream> follow(String method, URI start, Client client) throws IOException {
        long deadline = System.nanoTime() + limits.total().toNanos();
        Set<URI> seen = new HashSet<>();
        URI uri = start;
        for (int redirects = 0; redirects <= VerifyLimits.REDIRECTS; redirects++) {
            if (!seen.add(uri)) {
                throw new Refused(
                        Fault.REDIRECT_LOOP,
                        "redirects in a circle, by way of " + uri,
                        "serve the file at this address, or redirect to where it is");
            }
            HttpResponse<BodyStream> response = send(method, uri, client, deadline);
            checkHeaders(response);
            boolean follows =
                    FOLLOWED.contains(response.statusCode()) || (response.statusCode() == 308 && !client.keepsScheme());
            List<String> locations = response.headers().allValues("location");
            if (!follows || locations.isEmpty()) {
                if (response.statusCode() == 308) {
                    response.body().close();
                    throw new Refused(
                            Fault.REDIRECT_308,
                            "is redirected with status 308, which clusters do not follow, to "
                                    + Problem.quote(locations.isEmpty() ? "" : locations.get(0)),
                            "redirect with 301 or 302, or give clusters the final address");
                }
                return response;
            }
            response.body().close();
            uri = target(uri, locations.get(0), client);
        }
        throw new Refused(
                Fault.REDIRECT_COUNT,
                "is redirected more than " + VerifyLimits.REDIRECTS + " times",
                "give clusters the final address");
    }

    private static URI target(URI from, String location, Client client) throws Refused {
        URI target;
        try {
            // Nothing means the same address (RFC 3986 5.2.2); Java takes it for the directory.
            target = location.isBlank() ? from : from.resolve(URI.create(location.strip()));
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    Fault.REDIRECT_TARGET,
                    "is redirected to " + Problem.quote(location) + ", which is no address",
                    "redirect to a whole http or https address");
        }
        String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
        boolean isWeb =
                (scheme.equals("http") || scheme.equals("https")) && target.getHost() != null && Target.hasPort(target);
        if (!isWeb) {
            throw new Refused(
                    Fault.REDIRECT_TARGET,
                    "is redirected to " + Problem.quote(location) + ", expected an http or https address",
                    "redirect to a whole http or https address");
        }
        boolean changes = !scheme.equals(from.getScheme().toLowerCase(Locale.ROOT));
        if (changes && (client.keepsScheme() || scheme.equals("http"))) {
            throw new Refused(
                    Fault.REDIRECT_SCHEME,
                    "is redirected from " + from.getScheme() + " to " + Problem.quote(target.toString())
                            + ", and clusters do not follow from one scheme to the other",
                    "give clusters the final address, " + target);
        }
        return target;
    }

    /** Clusters ask again when a connection breaks; so an unlucky one is no finding. */
    private HttpResponse<BodyStream> send(String method, URI uri, Client client, long deadline) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return sendOnce(method, uri, client, deadline);
            } catch (Refused refused) {
                if (refused.fault() != Fault.NO_ANSWER || !wasAnswered() || attempt == ATTEMPTS) {
                    throw refused;
                }
            }
        }
    }

    private HttpResponse<BodyStream> sendOnce(String method, URI uri, Client client, long deadline) throws IOException {
        if (silences.get() >= SILENCES) {
            throw BodyStream.noHeaders(limits.idle());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
        for (Map.Entry<String, String> header : client.headers().entrySet()) {
            request.header(header.getKey(), header.getValue());
        }
        CompletableFuture<HttpResponse<BodyStream>> answer =
                http.sendAsync(request.build(), info -> new BodyStream(limits, deadline));
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        Duration patience = left.compareTo(limits.idle()) < 0 ? left : limits.idle();
        try {
            HttpResponse<BodyStream> response = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            answered.set(true);
            silences.set(0);
            return response;
        } catch (TimeoutException e) {
            answer.cancel(true);
            answered.set(true);
            silences.incrementAndGet();
            throw BodyStream.noHeaders(limits.idle());
        } catch (ExecutionException e) {
            throw failure(uri, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Refused failure(URI uri, Throwable cause) {
        String says =
                Problem.quote(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
        for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
            if (reason instanceof UnresolvedAddressException) {
                says = "the name " + uri.getHost() + " is not known";
            }
            if (reason instanceof SSLException) {
                answered.set(true);
                return new Refused(
                        Fault.TLS,
                        "has no connection that can be trusted: " + says,
                        "use a certificate for this host name from an authority that clusters trust, with its chain");
            }
        }
        boolean reached = !(cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException);
        if (reached) {
            answered.set(true);
        }
        return new Refused(
                Fault.NO_ANSWER,
                (reached ? "is not answered with HTTP: " : "cannot be reached: ") + says,
                reached ? "look at the server" : "check host name, port, and that the server runs");
    }

    private void checkHeaders(HttpResponse<BodyStream> response) throws Refused {
        long length = 0;
        for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
            for (String value : header.getValue()) {
                length += header.getKey().length() + value.length() + 4;
            }
        }
        if (length > limits.headerBytes()) {
            response.body().close();
            throw new Refused(
                    Fault.HEADERS_TOO_LONG,
                    "has headers of " + length + " bytes, expected at most " + limits.headerBytes(),
                    "send fewer or shorter headers: proxies and clients refuse so many");
        }
    }
}
