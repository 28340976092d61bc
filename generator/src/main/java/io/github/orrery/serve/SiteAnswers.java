package io.github.orrery.serve;

import io.github.orrery.model.Negotiation;
import io.github.orrery.serve.HttpAnswer.Body;
import io.github.orrery.site.CachePolicy;
import io.github.orrery.site.SiteFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a well-configured host answers from one site. Files are found by their path in the site and nowhere else, so no
 * spelling of a path leads out of it.
 */
final class SiteAnswers {
    private static final String ALLOWED = "GET, HEAD, OPTIONS";
    private static final String ACCEPT_ENCODING = "Accept-Encoding";
    private static final Pattern HIDDEN = Pattern.compile("(^|/)\\.");

    private static final String CACHE_CONTROL = "Cache-Control";

    private final PreviewSite site;
    private final PreviewRules rules;
    private final @Nullable LivePages live;

    /** @param live what pages get that follow the repository; null where none does */
    SiteAnswers(PreviewSite site, PreviewRules rules, @Nullable LivePages live) {
        this.site = site;
        this.rules = rules;
        this.live = live;
    }

    /** The answer to a request that reached this host. */
    HttpAnswer answer(HttpRequest request) {
        if (request.method().equals("OPTIONS")) {
            return new HttpAnswer(204, Map.of("Allow", ALLOWED), Body.NONE);
        }
        if (!request.method().equals("GET") && !request.isHead()) {
            return HttpAnswer.sentence(405, "Only GET and HEAD are answered here.")
                    .with("Allow", ALLOWED);
        }
        Optional<String> decoded = PercentCoding.decode(request.path());
        if (decoded.isEmpty() || !decoded.get().startsWith("/")) {
            return HttpAnswer.sentence(400, "The path cannot be read.");
        }
        String path = decoded.get();
        return Negotiation.isNegotiated(path) ? negotiated(path, request) : plain(path, request);
    }

    private HttpAnswer negotiated(String path, HttpRequest request) {
        Optional<Negotiation.Answer> chosen = rules.negotiation()
                .answer(
                        path,
                        request.header("Accept").orElse(""),
                        request.header("User-Agent").orElse(""));
        return chosen.flatMap(answer ->
                        file(answer.path()).map(file -> content(file, answer.contentType(), Negotiation.VARY, request)))
                .orElseGet(() -> notFound(Negotiation.VARY));
    }

    private HttpAnswer plain(String path, HttpRequest request) {
        String wanted = path.substring(1) + (path.endsWith("/") ? rules.directoryIndex() : "");
        Optional<PreviewFile> found = file(wanted).or(() -> formerly(wanted));
        if (found.isPresent()) {
            return content(found.get(), found.get().file().mediaType(), "", request);
        }
        if (file(wanted + "/" + rules.directoryIndex()).isPresent()) {
            String query = request.query().isEmpty() ? "" : "?" + request.query();
            return HttpAnswer.sentence(301, "It is at " + path + "/")
                    .with("Location", PercentCoding.encode(path) + "/" + query);
        }
        return notFound("");
    }

    /** Names that begin with a dot are nobody's business. */
    private Optional<PreviewFile> file(String path) {
        return HIDDEN.matcher(path).find() ? Optional.empty() : site.file(path);
    }

    private Optional<PreviewFile> formerly(String path) {
        for (Map.Entry<String, String> former : rules.former().entrySet()) {
            String[] from = former.getKey().split("\\*", 2);
            String end = from.length < 2 ? "" : from[1];
            if (path.length() >= from[0].length() + end.length()
                    && path.startsWith(from[0])
                    && path.endsWith(end)
                    && (from.length == 2 || path.equals(former.getKey()))) {
                String name = path.substring(from[0].length(), path.length() - end.length());
                return name.contains("/")
                        ? Optional.empty()
                        : file(former.getValue().replace("*", name));
            }
        }
        return Optional.empty();
    }

    private HttpAnswer notFound(String vary) {
        HttpAnswer answer = file(rules.notFound())
                .map(this::shown)
                .map(page ->
                        new HttpAnswer(404, Map.of("Content-Type", page.file().mediaType()), Body.of(page.content())))
                .orElseGet(() -> HttpAnswer.sentence(404, "There is no such file."));
        return vary.isEmpty() ? answer : answer.with("Vary", vary);
    }

    private HttpAnswer content(PreviewFile file, String type, String vary, HttpRequest request) {
        Optional<PreviewFile> stored = gzipped(file.file());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        headers.put(CACHE_CONTROL, cache(file.file()));
        if (stored.isPresent()) {
            headers.put("Vary", vary.isEmpty() ? ACCEPT_ENCODING : vary + ", " + ACCEPT_ENCODING);
        } else if (!vary.isEmpty()) {
            headers.put("Vary", vary);
        }
        PreviewContent sent = shown(file).content();
        if (stored.isPresent()
                && AcceptedCoding.gzip(request.header(ACCEPT_ENCODING).orElse(""))) {
            headers.put("Content-Encoding", "gzip");
            sent = stored.get().content();
        }
        return new Conditions(sent, site.modified(), request).answer(headers);
    }

    private PreviewFile shown(PreviewFile file) {
        return live == null ? file : live.shown(file);
    }

    /** Who looks at a page again while it is written wants the newest. */
    private String cache(SiteFile file) {
        return live == null || file.cache().equals(CachePolicy.IMMUTABLE)
                ? file.cache().header()
                : "no-cache";
    }

    private Optional<PreviewFile> gzipped(SiteFile file) {
        return file(file.path().value() + ".gz");
    }
}
