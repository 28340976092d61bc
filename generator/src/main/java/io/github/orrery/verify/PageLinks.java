package io.github.orrery.verify;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the site that a page of it links to: {@code href} and {@code src} of its tags. */
final class PageLinks {
    /** A comment, or a script or style with its content, or the begin of a tag up to its name. */
    private static final Pattern SKIPPED_OR_TAG =
            Pattern.compile("<!--.*?-->|<(script|style)\\b|<[a-zA-Z][a-zA-Z0-9-]*", Pattern.DOTALL);

    private static final Pattern ATTRIBUTE =
            Pattern.compile("[\\s/]*([^\\s\"'<>/=]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+)))?");
    private static final Pattern ABSOLUTE = Pattern.compile("(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//).*", Pattern.DOTALL);

    private PageLinks() {}

    /**
     * The paths that a page links to, below the top of the site; what leads out of the site begins with {@code ..}.
     *
     * @param page the page's own path
     */
    static List<String> of(String page, String html) {
        TreeSet<String> paths = new TreeSet<>();
        Matcher tag = SKIPPED_OR_TAG.matcher(html);
        int at = 0;
        while (tag.find(at)) {
            at = tag.end();
            if (tag.group().startsWith("<!--")) {
                continue;
            }
            Matcher attribute = ATTRIBUTE.matcher(html);
            while (attribute.region(at, html.length()).lookingAt()) {
                at = attribute.end();
                String name = attribute.group(1);
                if (name.equalsIgnoreCase("href") || name.equalsIgnoreCase("src")) {
                    target(page, value(attribute)).ifPresent(paths::add);
                }
            }
            if (tag.group(1) != null) {
                int end = html.indexOf("</" + tag.group(1), at);
                at = end < 0 ? html.length() : end;
            }
        }
        return List.copyOf(paths);
    }

    private static String value(Matcher attribute) {
        for (int group = 2; group <= 4; group++) {
            if (attribute.group(group) != null) {
                return attribute.group(group);
            }
        }
        return "";
    }

    private static Optional<String> target(String page, String written) {
        String link =
                written.strip().replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"");
        int end = link.length();
        for (char mark : new char[] {'#', '?'}) {
            int found = link.indexOf(mark);
            end = found >= 0 && found < end ? found : end;
        }
        String path = link.substring(0, end);
        // What begins with a slash depends on where the site will stand.
        if (path.isEmpty() || path.startsWith("/") || ABSOLUTE.matcher(link).matches()) {
            return Optional.empty();
        }
        Deque<String> segments = new ArrayDeque<>(List.of(page.split("/", -1)));
        segments.removeLast();
        for (String segment : decoded(path).split("/", -1)) {
            if (segment.equals("..")
                    && !segments.isEmpty()
                    && !segments.getLast().equals("..")) {
                segments.removeLast();
            } else if (!segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        String target = String.join("/", segments);
        return Optional.of(target.isEmpty() || target.endsWith("/") ? target + "index.html" : target);
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
