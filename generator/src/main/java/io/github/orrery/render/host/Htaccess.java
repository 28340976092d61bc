package io.github.orrery.render.host;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.Negotiation;
import io.github.orrery.model.Negotiation.Zip;
import io.github.orrery.model.RepositoryVersion;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.site.CachePolicy;
import io.github.orrery.site.SiteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code .htaccess} for Apache 2.4. A path that is rewritten there goes through the file again, and what was learned
 * in the round before then carries the prefix {@code REDIRECT_}.
 */
final class Htaccess {
    private static final String CLUSTER = "%{ENV:orrery_cluster}";
    private static final String NEGOTIATED = "^(?:repo|repo-1\\.7|package/[^/]+)$";
    private static final String ACCEPTS_GZIP = "(?:^|[, ])gzip(?: *; *q=(?!0(?:\\.0*)?(?:[ ,]|$))| *,| *$)";

    private final HostRules rules;
    private final Negotiation negotiation;
    private final ConfigText conf = new ConfigText("    ");

    private Htaccess(HostRules rules) {
        this.rules = rules;
        this.negotiation = rules.negotiation();
    }

    static byte[] of(HostRules rules) {
        return new Htaccess(rules).write();
    }

    private byte[] write() {
        conf.line(
                        "# Written by Orrery for the versions of this site. Needs AllowOverride All and the modules headers and")
                .line("# rewrite; the site stands at the root of its host.")
                .line("Options -Indexes -MultiViews +FollowSymLinks")
                .line("DirectoryIndex " + SiteLayout.INDEX_HTML)
                .line("ErrorDocument 404 /" + SiteLayout.NOT_FOUND)
                .line("RewriteEngine On");
        types();
        compression();
        conf.section("What is known from the round before.");
        for (String name : List.of("orrery_vary", "orrery_gzip")) {
            condition("%{ENV:REDIRECT_" + name + "}", ".", "NV");
            rule("^", "-", "E=" + name + ":1");
        }
        conf.section(
                "Files are read and nothing else; names that begin with a dot are nobody's business; directories are not listed.");
        condition("%{REQUEST_METHOD}", "!^(?:GET|HEAD)$", "");
        rule("^", "-", "R=405,L");
        rule("(?:^|/)\\.(?!well-known/)", "-", "R=404,L");
        condition("%{REQUEST_FILENAME}", "-d", "");
        condition("%{REQUEST_FILENAME}/" + SiteLayout.INDEX_HTML, "!-f", "");
        rule("^", "-", "R=404,L");
        negotiated();
        stored();
        labelled();
        headers();
        return conf.bytes();
    }

    private void types() {
        conf.section("The types, whatever the server says.")
                .line("AddDefaultCharset Off")
                .line("RemoveEncoding .gz .tgz");
        HostRules.typesByExtension()
                .forEach((extension, type) -> conf.line("AddType " + quoted(type) + " ." + extension));
        HostRules.typesByPath()
                .forEach((path, type) -> conf.begin("<Files " + quoted(path.substring(path.lastIndexOf('/') + 1)) + ">")
                        .line("ForceType " + quoted(type))
                        .end("</Files>"));
    }

    private void compression() {
        List<String> types = new ArrayList<>();
        HostRules.compressible().forEach(type -> types.add(HostRules.withoutParameters(type)));
        types.add(HostRules.withoutParameters(RepositoryVersion.V5.contentType()));
        conf.section("Pages are compressed as they go out; what is compressed or an image never.")
                .begin("<IfModule mod_deflate.c>")
                .line("AddOutputFilterByType DEFLATE " + String.join(" ", types))
                .end("</IfModule>");
        rule("\\.(?:gz|tgz|zip|dcos|svg|png|jpe?g|gif|webp|ico)$", "-", "E=no-gzip:1,E=no-brotli:1");
    }

    private void negotiated() {
        conf.section("One URL for every cluster: what a request may see is \"zip\" without JSON in Accept or below "
                        + DcosReleaseVersion.FIRST_JSON + ",")
                .line(
                        "# else the newest version of this site that is not above the cluster's; none named means the newest.");
        rule(NEGOTIATED, "-", "E=orrery_vary:1,E=orrery_cluster:" + rules.newestVersion());
        rules.clustersByUserAgent().forEach((expression, cluster) -> {
            condition("%{HTTP_USER_AGENT}", expression, "NV");
            rule(NEGOTIATED, "-", "E=orrery_cluster:" + cluster);
        });
        condition("%{HTTP_ACCEPT}", "!" + Negotiation.JSON_ACCEPTED, "NC,NV");
        rule(NEGOTIATED, "-", "E=orrery_cluster:" + HostRules.ZIP);
        endpoint("repo", negotiation.repoZip(), rules.index(CLUSTER));
        endpoint("repo-1\\.7", negotiation.repo17Zip(), Optional.ofNullable(negotiation.empty()));
        endpoint(
                "package/(" + Negotiation.PACKAGE_NAME + ")",
                Optional.empty(),
                rules.shards(CLUSTER).map(path -> path.replace("*", "$1")));
        rules.former()
                .forEach((from, to) -> rule(
                        "^" + from.replace(".", "\\.").replace("*", "([^/]+)") + "$", to.replace("*", "$1"), "DPI"));
    }

    private void endpoint(String path, Optional<Zip> zip, Optional<String> json) {
        condition("%{ENV:orrery_cluster}", "=" + HostRules.ZIP, "");
        rule("^" + path + "$", zip.map(Zip::path).orElse("-"), zip.isPresent() ? "L" : "R=404,L");
        rule("^" + path + "$", json.orElse("-"), json.isPresent() ? "" : "R=404,L");
    }

    private void stored() {
        conf.section("Stored gzip, where it is there and wanted.");
        condition("%{HTTP:Accept-Encoding}", ACCEPTS_GZIP, "NC,NV");
        condition("%{REQUEST_FILENAME}.gz", "-f", "");
        rule("^(.+\\.json)$", "$1.gz", "E=orrery_gzip:1");
        condition("%{ENV:orrery_gzip}", ".", "");
        rule("\\.json\\.gz$", "-", "T=" + SiteFile.JSON);
        rule("\\.json(?:\\.gz)?$", "-", "E=orrery_coded:1");
    }

    private void labelled() {
        conf.section("Indexes and shards: clusters refuse any other type, and each form has its label.");
        rules.labelled().forEach((version, paths) -> {
            if (!paths.isEmpty()) {
                String expression = "^" + HostRules.expression(paths);
                rule(expression + "$", "-", "T=" + version.contentType() + ",E=orrery_index:1,E=no-brotli:1");
                rule(expression + "\\.gz$", "-", "E=orrery_index:1");
                condition("%{ENV:orrery_gzip}", ".", "");
                rule(expression + "\\.gz$", "-", "T=" + version.contentType());
            }
        });
        if (!rules.contentTypes().isEmpty()) {
            rule("^" + HostRules.expression(rules.contentTypes()) + "$", "-", "E=orrery_index:1");
        }
        condition("%{REQUEST_FILENAME}", "-f", "");
        rule("^by-hash/", "-", "T=" + HostRules.UNKNOWN);
        rule("^(?:" + String.join("|", HostRules.IMMUTABLE) + ")", "-", "E=orrery_immutable:1");
        rule("^" + HostRules.COMMIT_RECORD.replace(".", "\\.") + "$", "-", "E=orrery_uncached:1");
    }

    private void headers() {
        conf.section("Caches, and what browsers may do.")
                .line("Header set Content-Encoding gzip env=orrery_gzip")
                .line("Header set Cache-Control " + quoted(CachePolicy.PAGE.header()))
                .line("Header set Cache-Control " + quoted(CachePolicy.INDEX.header()) + " env=orrery_index")
                .line("Header set Cache-Control " + quoted(CachePolicy.IMMUTABLE.header()) + " env=orrery_immutable")
                .line("Header set Cache-Control " + quoted(HostRules.UNCACHED) + " env=orrery_uncached")
                .line("Header unset Cache-Control \"expr=%{REQUEST_STATUS} -ge 400\"")
                .line("Header merge Vary Accept-Encoding env=orrery_coded")
                .line("Header always merge Vary " + quoted(Negotiation.VARY) + " env=orrery_vary");
        rules.securityHeaders().forEach((name, value) -> conf.line("Header always set " + name + " " + quoted(value)));
    }

    private void condition(String subject, String pattern, String flags) {
        conf.line("RewriteCond " + subject + " " + quoted(pattern) + (flags.isEmpty() ? "" : " [" + flags + "]"));
    }

    private void rule(String pattern, String substitution, String flags) {
        conf.line("RewriteRule " + quoted(pattern) + " " + substitution + (flags.isEmpty() ? "" : " [" + flags + "]"));
    }

    private static String quoted(String value) {
        return '"' + value + '"';
    }
}
