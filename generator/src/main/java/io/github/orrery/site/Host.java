package io.github.orrery.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of host that sites are put on, with what its documentation says that it takes. {@code docs/hosting/README.md}
 * shows the same table.
 */
public enum Host {
    OWN_SERVER("nginx, Apache, Caddy", Host.UNLIMITED, Host.UNLIMITED, Host.UNLIMITED, Reach.NEGOTIATED),
    S3_CLOUDFRONT("S3 with CloudFront", 5L << 30, Host.UNLIMITED, Host.UNLIMITED, Reach.NEGOTIATED),
    /** The limits of the free plan. */
    CLOUDFLARE_PAGES("Cloudflare Pages", 25L << 20, Host.UNLIMITED, 20_000, Reach.NEGOTIATED),
    NETLIFY("Netlify", Host.UNLIMITED, Host.UNLIMITED, Host.UNLIMITED, Reach.INDEXES),
    /** The size of a file is what git servers of GitHub take. */
    GITHUB_PAGES("GitHub Pages", 100_000_000, 1_000_000_000, Host.UNLIMITED, Reach.PEOPLE);

    /** What a host can do for clusters. */
    public enum Reach {
        /** One URL, {@code /repo}, serves every cluster. */
        NEGOTIATED("`/repo` and an index for each version"),
        /** The host sets types, but cannot look at a request: a URL for each version. */
        INDEXES("an index for each version"),
        /** The host cannot set types: no cluster from 1.8 on reads an index there. */
        PEOPLE("zips below 1.8; people only, else");

        private final String words;

        Reach(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** A limit that the host does not have, as far as its documentation says. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private final String title;
    private final long fileBytes;
    private final long siteBytes;
    private final long files;
    private final Reach reach;

    Host(String title, long fileBytes, long siteBytes, long files, Reach reach) {
        this.title = title;
        this.fileBytes = fileBytes;
        this.siteBytes = siteBytes;
        this.files = files;
        this.reach = reach;
    }

    public String title() {
        return title;
    }

    public Reach reach() {
        return reach;
    }

    /** The host of a name under which it serves sites, e.g. {@code universe.pages.dev}; empty where none is known. */
    public static Optional<Host> ofName(String name) {
        String lower = "." + name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".pages.dev")) {
            return Optional.of(CLOUDFLARE_PAGES);
        }
        if (lower.endsWith(".netlify.app")) {
            return Optional.of(NETLIFY);
        }
        if (lower.endsWith(".github.io")) {
            return Optional.of(GITHUB_PAGES);
        }
        return lower.endsWith(".cloudfront.net") || lower.endsWith(".amazonaws.com")
                ? Optional.of(S3_CLOUDFRONT)
                : Optional.empty();
    }

    /** The most bytes of one file. */
    public long fileBytes() {
        return fileBytes;
    }

    /** The most bytes of all files. */
    public long siteBytes() {
        return siteBytes;
    }

    /** The most files. */
    public long files() {
        return files;
    }

    /** A limit in words: whole MB or GB, or MiB or GiB where the host counts so. */
    public static String inWords(long bytes) {
        if (bytes == UNLIMITED) {
            return "-";
        }
        boolean binary = bytes % (1 << 20) == 0;
        long mega = bytes / (binary ? 1 << 20 : 1_000_000);
        long step = binary ? 1 << 10 : 1_000;
        return mega % step == 0 ? mega / step + (binary ? " GiB" : " GB") : mega + (binary ? " MiB" : " MB");
    }

    /** A file of a site and how long it is, in bytes. */
    public record Sized(String path, long bytes) {}

    /** What the host would refuse of a site, a sentence each; empty where it takes it. */
    public List<String> refusals(Collection<Sized> site) {
        List<String> refusals = new ArrayList<>();
        long total = 0;
        for (Sized file : site) {
            total += file.bytes();
            if (file.bytes() > fileBytes) {
                refusals.add(String.format(
                        Locale.ROOT,
                        "%s has %,d bytes; %s takes files up to %s",
                        file.path(),
                        file.bytes(),
                        title,
                        inWords(fileBytes)));
            }
        }
        if (total > siteBytes) {
            refusals.add(String.format(
                    Locale.ROOT, "the site has %,d bytes; %s takes up to %s", total, title, inWords(siteBytes)));
        }
        if (site.size() > files) {
            refusals.add(String.format(
                    Locale.ROOT, "the site has %,d files; %s takes up to %,d", site.size(), title, files));
        }
        return refusals;
    }
}
