package io.github.orrery.render.host;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.Negotiation;
import io.github.orrery.model.Negotiation.Zip;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.site.CachePolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code hosts/nginx.conf}: one {@code server} block whose first two lines the operator edits. */
final class NginxConf {
    private static final String CLUSTER = "${orrery_cluster}";
    /** The server reads no expression of more than 4,096 bytes. */
    private static final int MOST_PATHS = 40;

    private final HostRules rules;
    private final Negotiation negotiation;
    private final ConfigText conf = new ConfigText("    ");

    private NginxConf(HostRules rules) {
        this.rules = rules;
        this.negotiation = rules.negotiation();
    }

    static byte[] of(HostRules rules) {
        return new NginxConf(rules).write();
    }

    private byte[] write() {
        conf.begin("server {").line("listen 80;").line("root /srv/universe;");
        conf.section("Written by Orrery for the versions of this site. Edit the two lines above; a TLS listener and a")
                .line("# server_name may join them.")
                .line("index " + SiteLayout.INDEX_HTML + ";")
                .line("autoindex off;")
                .line("absolute_redirect off;")
                .line("server_tokens off;");
        types();
        compression();
        headers();
        errors();
        conf.section("Names that begin with a dot are nobody's business.")
                .begin("location ~ /\\.(?!well-known/) {")
                .line("return 404;")
                .end("}");
        negotiated();
        labelled();
        cached();
        return conf.end("}").bytes();
    }

    private void types() {
        conf.section("The types, whatever mime.types says.").begin("types {");
        HostRules.typesByExtension().forEach((extension, type) -> conf.line(quoted(type) + " " + extension + ";"));
        conf.end("}").line("default_type " + HostRules.UNKNOWN + ";").line("charset off;");
        HostRules.typesByPath().forEach((path, type) -> conf.begin("location = /" + path + " {")
                .line("types { }")
                .line("default_type " + quoted(type) + ";")
                .end("}"));
    }

    private void compression() {
        conf.section("Stored gzip where it is there; pages as they go out. Never another coding: clusters refuse it.")
                .line("gzip_static on;")
                .line("gzip on;")
                .line("gzip_vary on;")
                .line("gzip_proxied any;")
                .line("gzip_min_length 512;")
                .begin("gzip_types");
        HostRules.compressible().forEach(type -> conf.line(quoted(type)));
        conf.line(";").end("");
    }

    private void headers() {
        conf.section("Caches, and what browsers may do.")
                .line(cache(CachePolicy.PAGE))
                .line("set $orrery_vary \"\";")
                .begin("if ($uri ~ \"^/(?:repo|repo-1\\.7|package/[^/]+)$\") {")
                .line("set $orrery_vary " + quoted(Negotiation.VARY) + ";")
                .end("}")
                .line("add_header Cache-Control $orrery_cache;")
                .line("add_header Vary $orrery_vary always;");
        for (Map.Entry<String, String> header : rules.securityHeaders().entrySet()) {
            conf.line("add_header " + header.getKey() + " " + quoted(header.getValue()) + " always;");
        }
    }

    private void errors() {
        conf.section("A named location, since there what is known of the request stays known.")
                .line("error_page 404 @missing;")
                .line("error_page 403 =404 @missing;")
                .begin("location @missing {")
                .line("rewrite ^ /" + SiteLayout.NOT_FOUND + " break;")
                .end("}");
    }

    private void negotiated() {
        conf.section("One URL for every cluster: what a request may see is \"zip\" without JSON in Accept or below "
                        + DcosReleaseVersion.FIRST_JSON + ",")
                .line(
                        "# else the newest version of this site that is not above the cluster's; none named means the newest.")
                .line("set $orrery_cluster " + quoted(rules.newestVersion()) + ";");
        rules.clustersByUserAgent()
                .forEach((expression, cluster) -> conf.begin("if ($http_user_agent ~ " + quoted(expression) + ") {")
                        .line("set $orrery_cluster " + quoted(cluster) + ";")
                        .end("}"));
        conf.begin("if ($http_accept !~* " + quoted(Negotiation.JSON_ACCEPTED) + ") {")
                .line("set $orrery_cluster " + HostRules.ZIP + ";")
                .end("}");
        endpoint("= " + Negotiation.REPO, negotiation.repoZip(), rules.index(CLUSTER));
        endpoint("= " + Negotiation.REPO_1_7, negotiation.repo17Zip(), Optional.ofNullable(negotiation.empty()));
        endpoint(
                "~ ^" + Negotiation.PACKAGE + "(?<orrery_package>" + Negotiation.PACKAGE_NAME + ")$",
                Optional.empty(),
                rules.shards(CLUSTER).map(path -> path.replace("*", "$orrery_package")));
        rules.former().forEach((from, to) -> conf.begin("location ~ ^/" + HostRules.expression(List.of(from)) + "$ {")
                .line("rewrite ([^/]+)\\.json$ /" + to.replace("*", "$1") + " last;")
                .end("}"));
    }

    private void endpoint(String location, Optional<Zip> zip, Optional<String> json) {
        conf.begin("location " + location + " {")
                .begin("if ($orrery_cluster = " + HostRules.ZIP + ") {")
                .line(zip.map(known -> "rewrite ^ /" + known.path() + " last;").orElse("return 404;"))
                .end("}")
                .line(json.map(path -> "rewrite ^ /" + path + " last;").orElse("return 404;"))
                .end("}");
    }

    private void labelled() {
        conf.section("Indexes and shards: clusters refuse any other type, and each form has its label.");
        String cache = cache(CachePolicy.INDEX);
        rules.labelled()
                .forEach((version, paths) -> locations(
                        paths, "", "types { }", "default_type " + quoted(version.contentType()) + ";", cache));
    }

    private void cached() {
        locations(rules.labelledPaths(), "\\.gz", cache(CachePolicy.INDEX));
        locations(rules.contentTypes(), "", cache(CachePolicy.INDEX));
        conf.section("What never changes, and what says which publication this is.");
        for (String directory : HostRules.IMMUTABLE) {
            conf.begin("location /" + directory + " {")
                    .line(cache(CachePolicy.IMMUTABLE))
                    .end("}");
        }
        conf.begin("location = /" + HostRules.COMMIT_RECORD + " {")
                .line("set $orrery_cache " + quoted(HostRules.UNCACHED) + ";")
                .end("}");
    }

    /** The same lines for each of these paths, and for none where there are none. */
    private void locations(List<String> paths, String ending, String... lines) {
        for (int from = 0; from < paths.size(); from += MOST_PATHS) {
            List<String> some = paths.subList(from, Math.min(from + MOST_PATHS, paths.size()));
            conf.begin("location ~ ^/" + HostRules.expression(some) + ending + "$ {");
            for (String line : lines) {
                conf.line(line);
            }
            conf.end("}");
        }
    }

    private static String cache(CachePolicy policy) {
        return "set $orrery_cache " + quoted(policy.header()) + ";";
    }

    private static String quoted(String value) {
        return '"' + value + '"';
    }
}
