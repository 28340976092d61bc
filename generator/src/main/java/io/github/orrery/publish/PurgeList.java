package io.github.orrery.publish;

import io.github.orrery.publication.PublicationKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cache in front of a destination should let go of after a publication: the addresses, below the site's own, whose
 * answers changed. Objects by hash never do, and the commit record is not kept.
 */
public final class PurgeList {
    private static final Pattern SHARD = Pattern.compile("[0-9.]+/package/([^/]+)\\.json(?:\\.gz)?");
    private static final String INDEX_HTML = "index.html";

    private PurgeList() {}

    /** The addresses, each beginning with a slash, in order: {@code /repo-up-to-1.13.json}, {@code /repo}. */
    public static List<String> of(PublishPlan plan) {
        TreeSet<String> addresses = new TreeSet<>();
        for (String path : plan.replaced()) {
            addresses.add("/" + path);
            if (path.equals(INDEX_HTML) || path.endsWith("/" + INDEX_HTML)) {
                addresses.add("/" + path.substring(0, path.length() - INDEX_HTML.length()));
            }
            addresses.addAll(negotiated(path));
        }
        return List.copyOf(addresses);
    }

    /** The addresses that answer each cluster by its request, with a file among others. */
    private static List<String> negotiated(String path) {
        List<String> addresses = new ArrayList<>();
        if (path.startsWith("repo-up-to-")) {
            addresses.add("/repo");
        }
        if (path.equals("repo-up-to-1.7.zip") || path.startsWith("repo-empty-v3.json")) {
            addresses.add("/repo-1.7");
        }
        Matcher shard = SHARD.matcher(path);
        if (shard.matches() && !PublicationKeys.isReserved(path)) {
            addresses.add("/package/" + shard.group(1));
        }
        return addresses;
    }
}
