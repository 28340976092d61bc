package io.github.orrery.render.host;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.Negotiation;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.site.Family;
import io.github.orrery.site.OutsideImages;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that make hosts serve a site rightly: configurations for nginx, Apache and Caddy, header rules for Netlify
 * and Cloudflare Pages, scripts where only a script can negotiate, and the page for what is not there. All follow from
 * the versions of this site.
 */
public final class HostFiles {
    private HostFiles() {}

    /**
     * Puts them all.
     *
     * @param json the site's versions that read JSON, ascending
     * @param zip the site's versions that read a zip, ascending
     * @param without the families that the site leaves out
     * @param baseUrl where the site will live; null where nobody said
     * @param images whether pages may show images of other hosts
     */
    public static void put(
            SiteOutput output,
            List<DcosReleaseVersion> json,
            List<DcosReleaseVersion> zip,
            Set<Family> without,
            @Nullable URI baseUrl,
            OutsideImages images)
            throws IOException {
        HostRules rules = HostRules.of(json, zip, without, images);
        if (without.contains(Family.CATALOGUE)) {
            put(output, SiteLayout.NOT_FOUND, SiteFile.HTML, notFound(baseUrl));
        }
        put(output, SiteLayout.NO_JEKYLL, SiteFile.TEXT, new byte[0]);
        put(output, SiteLayout.NGINX_CONF, SiteFile.TEXT, NginxConf.of(rules));
        put(output, SiteLayout.HTACCESS, SiteFile.TEXT, Htaccess.of(rules));
        put(output, SiteLayout.CADDYFILE, SiteFile.TEXT, Caddyfile.of(rules));
        put(output, SiteLayout.HEADERS, SiteFile.TEXT, PagesFiles.headers(rules));
        put(output, SiteLayout.REDIRECTS, SiteFile.TEXT, PagesFiles.redirects(rules));
        put(output, SiteLayout.WORKER, SiteFile.JAVASCRIPT, HostScripts.worker(rules));
        put(output, SiteLayout.CLOUDFRONT_FUNCTION, SiteFile.JAVASCRIPT, HostScripts.cloudFrontFunction(rules));
    }

    /** How the negotiated URLs of such a site answer. */
    public static Negotiation negotiation(
            List<DcosReleaseVersion> json, List<DcosReleaseVersion> zip, Set<Family> without) {
        return HostRules.of(json, zip, without, OutsideImages.SHOWN).negotiation();
    }

    /** The paths that files of such a site had once, and where they are now; {@code *} is a package's name. */
    public static Map<String, String> former(
            List<DcosReleaseVersion> json, List<DcosReleaseVersion> zip, Set<Family> without) {
        return HostRules.of(json, zip, without, OutsideImages.SHOWN).former();
    }

    private static void put(SiteOutput output, String path, String mediaType, byte[] content) throws IOException {
        output.put(SiteFile.page(path, mediaType, Family.HOSTS), content);
    }

    /** For a site without a catalogue, which makes its own. */
    private static byte[] notFound(@Nullable URI baseUrl) {
        String home = baseUrl == null ? "/" : baseUrl.toASCIIString();
        String safe = home.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
        return HostScripts.bundled("404.html").replace("@HOME@", safe).getBytes(StandardCharsets.US_ASCII);
    }
}
