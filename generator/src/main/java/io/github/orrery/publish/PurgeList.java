package io.github.orrery.publish;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.Negotiation;
import io.github.orrery.model.SiteLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a cache in front of a destination should let go of after a publication: the addresses, below the site's own, whose
 * answers changed. Objects by hash never do, and the commit record is not kept.
 */
public final class PurgeList {
    private PurgeList() {}

    /** The addresses, each beginning with a slash, in order: {@code /repo-up-to-1.13.json}, {@code /repo}. */
    public static List<String> of(PublishPlan plan) {
        TreeSet<String> addresses = new TreeSet<>();
        for (String path : plan.replaced()) {
            addresses.add("/" + path);
            if (path.equals(SiteLayout.INDEX_HTML) || path.endsWith("/" + SiteLayout.INDEX_HTML)) {
                addresses.add("/" + path.substring(0, path.length() - SiteLayout.INDEX_HTML.length()));
            }
            addresses.addAll(negotiated(path));
        }
        return List.copyOf(addresses);
    }

    /** The addresses that answer each cluster by its request, with a file among others. */
    private static List<String> negotiated(String path) {
        List<String> addresses = new ArrayList<>();
        String plain = path.endsWith(".gz") ? path.substring(0, path.length() - ".gz".length()) : path;
        Optional<DcosReleaseVersion> index = SiteLayout.indexVersion(plain);
        if (index.isPresent()) {
            addresses.add(Negotiation.REPO);
        }
        if (index.filter(DcosReleaseVersion::readsZip).isPresent() || plain.equals(SiteLayout.EMPTY)) {
            addresses.add(Negotiation.REPO_1_7);
        }
        SiteLayout.Shard.of(plain).ifPresent(shard -> addresses.add(Negotiation.PACKAGE + shard.name()));
        return addresses;
    }
}
