package io.github.orrery.serve;

import io.github.orrery.serve.HttpAnswer.Body;
import io.github.orrery.site.SiteFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a page gets that follows the repository: a script of this host that loads it again, and the problems of a build
 * that failed above its content. The page's policy stays as it is.
 */
final class LivePages {
    private static final String RELOAD = "reload.js";
    private static final String STYLE = "problems.css";
    private static final byte[] RELOAD_SCRIPT = bundled(RELOAD);
    private static final byte[] STYLE_SHEET = bundled(STYLE);

    /** Below it stands what only a preview has; no path of a site begins so. */
    static final String OWN = "/.orrery/";

    private final PreviewState state;

    LivePages(PreviewState state) {
        this.state = state;
    }

    /** The script or the style sheet. */
    static HttpAnswer own(String path) {
        if (path.equals(OWN + RELOAD)) {
            return text(200, SiteFile.JAVASCRIPT, RELOAD_SCRIPT);
        }
        if (path.equals(OWN + STYLE)) {
            return text(200, SiteFile.CSS, STYLE_SHEET);
        }
        return HttpAnswer.sentence(404, "There is no such file.");
    }

    /** The script that tells a page what is shown now. */
    static HttpAnswer state(PreviewState state, int pauseMillis) {
        String script = "window.orreryState = \"" + state.id() + "\";\nwindow.orreryPause = " + pauseMillis + ";\n";
        return text(200, SiteFile.JAVASCRIPT, script.getBytes(StandardCharsets.US_ASCII));
    }

    /** The file as this state shows it: a page with the script and the problems, anything else as it is. */
    PreviewFile shown(PreviewFile file) {
        if (!file.file().mediaType().equals(SiteFile.HTML)) {
            return file;
        }
        String page = new String(file.content().bytes(), StandardCharsets.UTF_8);
        String lower = page.toLowerCase(Locale.ROOT);
        int head = lower.indexOf("</head>");
        int body = lower.indexOf("<body");
        int content = body < 0 ? -1 : lower.indexOf('>', body) + 1;
        StringBuilder live = new StringBuilder(page);
        live.insert(content > 0 ? content : page.length(), problems("The page below is of the last one that could."));
        live.insert(head < 0 || head > content ? 0 : head, links());
        return new PreviewFile(
                file.file(), new PreviewContent(List.of(live.toString().getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * What is answered while there is no site, or where a template turns out not to make this page: to browsers the
     * problems, which for a page come a moment later with another state; to others one sentence.
     */
    HttpAnswer unavailable(HttpRequest request) {
        if (!request.header("Accept").orElse("").contains("text/html")) {
            return HttpAnswer.sentence(503, "The site could not be built yet.").with("Retry-After", "1");
        }
        String page = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>The site could not be built</title>\n" + links() + "</head>\n<body>\n"
                + (state.problems().isEmpty()
                        ? "<p>This page cannot be made. Why is shown here in a moment.</p>\n"
                        : problems("This page goes on by itself when they are mended."))
                + "</body>\n</html>\n";
        return text(503, SiteFile.HTML, page.getBytes(StandardCharsets.UTF_8)).with("Retry-After", "1");
    }

    private String links() {
        return "<link rel=\"stylesheet\" href=\"" + OWN + STYLE + "\">\n<script src=\"" + OWN + RELOAD
                + "\" data-state=\"" + state.id() + "\" defer></script>\n";
    }

    private String problems(String consequence) {
        List<String> lines = state.problems();
        if (lines.isEmpty()) {
            return "";
        }
        StringBuilder section =
                new StringBuilder("\n<section class=\"orrery-problems\" role=\"alert\">\n<h2>The site could"
                        + " not be built: " + lines.size() + (lines.size() == 1 ? " error" : " errors") + "</h2>\n<p>"
                        + consequence + "</p>\n<ol>\n");
        lines.forEach(line -> section.append("<li>").append(escaped(line)).append("</li>\n"));
        return section.append("</ol>\n</section>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static HttpAnswer text(int status, String mediaType, byte[] text) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", mediaType);
        headers.put("Cache-Control", "no-store");
        return new HttpAnswer(status, headers, Body.of(text));
    }

    private static byte[] bundled(String name) {
        try (InputStream in = LivePages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
