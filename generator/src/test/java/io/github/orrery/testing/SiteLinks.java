package io.github.orrery.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The links of a site within itself. */
public final class SiteLinks {
    private record Link(Path page, String written, URI target) {}

    private SiteLinks() {}

    /**
     * The links of all pages that lead to no file, to a directory, out of the site, or to a place that their page does
     * not have.
     */
    public static List<String> dead(Path site) throws IOException {
        Map<Path, Set<String>> places = new HashMap<>();
        List<Link> links = new ArrayList<>();
        for (Path page : HtmlValidator.pages(site)) {
            Document document = Jsoup.parse(page.toFile(), "UTF-8");
            Set<String> ids = new HashSet<>();
            document.select("[id]").forEach(element -> ids.add(element.id()));
            places.put(page, ids);
            boolean notFound = page.getFileName().toString().equals("404.html");
            for (Element element : document.select("[href], [src]")) {
                String written = element.attr("href") + element.attr("src");
                if (!written.matches("(?s)(https?|mailto|data):.*") && !notFound) {
                    links.add(new Link(page, written, page.toUri().resolve(written)));
                }
            }
        }
        List<String> dead = new ArrayList<>();
        for (Link link : links) {
            Path file = Path.of(
                    URI.create(link.target().getScheme() + ":" + link.target().getRawPath()));
            String place = link.target().getFragment();
            boolean there = file.startsWith(site) && Files.isRegularFile(file);
            if (!there
                    || (place != null
                            && places.containsKey(file)
                            && !places.get(file).contains(place))) {
                dead.add(site.relativize(link.page()) + " -> " + link.written());
            }
        }
        return dead;
    }
}
