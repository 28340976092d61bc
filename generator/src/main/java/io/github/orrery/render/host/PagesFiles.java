package io.github.orrery.render.host;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.Negotiation;
import io.github.orrery.model.RepositoryVersion;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.site.CachePolicy;
import io.github.orrery.site.SiteFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * {@code _headers} and {@code _redirects}, which Netlify and Cloudflare Pages read. Of headers that several rules give
 * to one path such hosts join the values, so no header is given to a path twice; and a {@code *} stands only at the end,
 * where both hosts mean the same by it.
 */
final class PagesFiles {
    /** Cloudflare Pages reads no more rules; Netlify reads all. */
    private static final int MOST_RULES = 100;

    private static final DcosReleaseVersion ANY = DcosReleaseVersion.of("0");

    private PagesFiles() {}

    /**
     * Type and cache policy of each file that clusters fetch, and the security headers of all; what matters least
     * stands last, where Cloudflare Pages may not read it.
     */
    static byte[] headers(HostRules rules) {
        List<List<String>> blocks = new ArrayList<>();
        List<String> everything = new ArrayList<>();
        everything.add("/*");
        rules.securityHeaders().forEach((name, value) -> everything.add(name + ": " + value));
        blocks.add(everything);
        blocks.add(List.of("/" + SiteLayout.ASSETS + "*", cache(CachePolicy.IMMUTABLE)));
        blocks.add(List.of("/" + SiteLayout.SHA256SUMS, "Content-Type: " + SiteFile.TEXT, cache(CachePolicy.PAGE)));
        blocks.add(List.of("/" + HostRules.COMMIT_RECORD, "Cache-Control: " + HostRules.UNCACHED));
        for (Negotiation.Zip zip : rules.negotiation().zips()) {
            blocks.add(List.of("/" + zip.path(), "Content-Type: " + SiteFile.ZIP, cache(CachePolicy.PAGE)));
        }
        labelled(rules, blocks);
        for (String path : rules.contentTypes()) {
            blocks.add(List.of("/" + path, "Content-Type: " + SiteFile.TEXT, cache(CachePolicy.INDEX)));
        }
        ConfigText text = new ConfigText("  ");
        text.line("# Written by Orrery: clusters refuse an index without its type.");
        for (int i = 0; i < blocks.size(); i++) {
            if (i == MOST_RULES) {
                text.section("Cloudflare Pages reads no further. There _worker.js sets these.");
            }
            List<String> block = blocks.get(i);
            text.line("").begin(block.get(0));
            block.subList(1, block.size()).forEach(text::line);
            text.end("");
        }
        return text.bytes();
    }

    /** Where files are now that had another path when 2.0 was called 1.14. */
    static byte[] redirects(HostRules rules) {
        ConfigText text = new ConfigText("  ");
        text.line("# Written by Orrery: what has moved.");
        rules.former()
                .forEach((from, to) ->
                        text.line("/" + from.replace("*.json", "*") + " /" + to.replace("*.json", ":splat") + " 301"));
        return text.bytes();
    }

    /**
     * Indexes, newest first, then shards. Where there are too many versions for a rule each, shards get the type
     * without a label, which every cluster accepts as its newest (formats.md 5.2).
     */
    private static void labelled(HostRules rules, List<List<String>> blocks) {
        List<List<String>> shards = new ArrayList<>();
        List<List<String>> indexes = new ArrayList<>();
        for (Map.Entry<RepositoryVersion, List<String>> form : rules.labelled().entrySet()) {
            for (String path : form.getValue()) {
                List<String> block = List.of(
                        "/" + path.replace("*.json", "*"),
                        "Content-Type: " + form.getKey().contentType(),
                        cache(CachePolicy.INDEX));
                (path.contains("*") ? shards : indexes).add(block);
            }
        }
        Collections.reverse(indexes);
        boolean fit = blocks.size() + indexes.size() + shards.size() <= MOST_RULES;
        if (!fit) {
            String anyShard = SiteLayout.shards(ANY).replace("0/", ":dcos/").replace("*.json", "*");
            blocks.add(List.of(
                    "/" + anyShard,
                    "Content-Type: " + HostRules.withoutParameters(RepositoryVersion.V5.contentType()),
                    cache(CachePolicy.INDEX)));
        }
        blocks.addAll(indexes);
        if (fit) {
            blocks.addAll(shards);
        }
    }

    private static String cache(CachePolicy policy) {
        return "Cache-Control: " + policy.header();
    }
}
