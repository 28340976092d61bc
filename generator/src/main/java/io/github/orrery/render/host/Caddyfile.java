package io.github.orrery.render.host;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.Negotiation;
import io.github.orrery.model.Negotiation.Zip;
import io.github.orrery.model.RepositoryVersion;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.site.CachePolicy;
import io.github.orrery.site.SiteFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code hosts/Caddyfile}: one site block whose first two lines the operator edits. */
final class Caddyfile {
    /** A path that no site has. */
    private static final String NOWHERE = "/none/";

    private final HostRules rules;
    private final Negotiation negotiation;
    private final ConfigText conf = new ConfigText("\t");
    private int matchers;

    private Caddyfile(HostRules rules) {
        this.rules = rules;
        this.negotiation = rules.negotiation();
    }

    static byte[] of(HostRules rules) {
        return new Caddyfile(rules).write();
    }

    private byte[] write() {
        conf.begin(":80 {").line("root * /srv/universe");
        conf.section(
                        "Written by Orrery for the versions of this site. Edit the two lines above: a host name in place of")
                .line("# :80 brings TLS.");
        cluster();
        conf.line("").begin("route {");
        conf.begin("header {").line("Cache-Control " + quoted(CachePolicy.PAGE.header()));
        rules.securityHeaders().forEach((name, value) -> conf.line(name + " " + quoted(value)));
        conf.end("}");
        directories();
        negotiated();
        types();
        labelled();
        files();
        conf.end("}");
        errors();
        return conf.end("}").bytes();
    }

    /** Whole paths, since the server would read the version 1.10 as the number 1.1. */
    private void cluster() {
        String zip = file(negotiation.repoZip().map(Zip::path)) + " " + NOWHERE + " "
                + file(negotiation.repo17Zip().map(Zip::path));
        conf.section(
                        "One URL for every cluster: what /repo, /package/<name> and /repo-1.7 lead to. A zip without JSON in "
                                + "Accept")
                .line(
                        "# or below " + DcosReleaseVersion.FIRST_JSON
                                + ", else the newest version of this site that is not above the cluster's; none named means the newest.")
                .begin("map {header.Accept} {orrery_json} {")
                .line(raw("~(?i)" + Negotiation.JSON_ACCEPTED) + " json")
                .line("default " + HostRules.ZIP)
                .end("}")
                .begin("map \"{orrery_json} {header.User-Agent}\" {orrery_repo} {orrery_package} {orrery_old} {")
                .line(raw("~^" + HostRules.ZIP) + " " + zip);
        List<String> lines = new ArrayList<>();
        rules.clustersByUserAgent()
                .forEach((expression, cluster) ->
                        lines.add(raw("~" + expression) + " " + (cluster.equals(HostRules.ZIP) ? zip : json(cluster))));
        Collections.reverse(lines);
        lines.forEach(conf::line);
        conf.line("default " + json(rules.newestVersion())).end("}");
    }

    private String json(String cluster) {
        String shards = file(rules.shards(cluster));
        return String.join(
                " ",
                file(rules.index(cluster)),
                shards.substring(0, shards.lastIndexOf('/') + 1),
                file(Optional.ofNullable(negotiation.empty())));
    }

    private static String file(Optional<String> path) {
        return path.map(known -> "/" + known).orElse(NOWHERE);
    }

    private void directories() {
        conf.section(
                        "Files are read and nothing else; names that begin with a dot are nobody's business; a directory is its page, and never listed.")
                .line("@written not method GET HEAD")
                .line("respond @written 405")
                .line("@hidden path_regexp " + raw("/\\.(?:[^w]|w[^e]|we[^l]|wel[^l]|well[^-])"))
                .line("error @hidden 404")
                .begin("@page {")
                .line("not path */")
                .line("file {path}/" + SiteLayout.INDEX_HTML)
                .end("}")
                .line("redir @page {path}/ 301")
                .begin("@listing {")
                .line("path */")
                .line("not file {path}" + SiteLayout.INDEX_HTML)
                .end("}")
                .line("error @listing 404");
    }

    private void negotiated() {
        conf.section("The negotiated URLs.")
                .line("@negotiated path_regexp " + raw("^(?:/repo|/repo-1\\.7|" + Negotiation.PACKAGE + "[^/]+)$"))
                .line("header @negotiated +Vary " + quoted(Negotiation.VARY));
        rewrite("repo", Negotiation.REPO, "{orrery_repo}");
        rewrite("old", Negotiation.REPO_1_7.replace(".", "\\."), "{orrery_old}");
        rewrite(
                "package",
                Negotiation.PACKAGE + "(" + Negotiation.PACKAGE_NAME + ")",
                "{orrery_package}{re.package.1}.json");
        rules.former().forEach((from, to) -> {
            String name = "former" + matchers++;
            rewrite(
                    name,
                    "/" + from.replace(".", "\\.").replace("*", "([^/]+)"),
                    "/" + to.replace("*", "{re." + name + ".1}"));
        });
    }

    private void rewrite(String name, String path, String to) {
        conf.line("@" + name + " path_regexp " + name + " " + raw("^" + path + "$"))
                .line("rewrite @" + name + " " + to);
    }

    private void types() {
        conf.section("The types, whatever the server knows.");
        Map<String, List<String>> paths = new LinkedHashMap<>();
        HostRules.typesByExtension().forEach((extension, type) -> paths.computeIfAbsent(type, t -> new ArrayList<>())
                .add("*." + extension));
        HostRules.typesByPath().forEach((path, type) -> paths.computeIfAbsent(type, t -> new ArrayList<>())
                .add("/" + path));
        paths.computeIfAbsent(SiteFile.HTML, t -> new ArrayList<>()).add("*/");
        conf.line("header ?Content-Type " + HostRules.UNKNOWN);
        paths.forEach((type, matching) -> header("path " + String.join(" ", matching), "Content-Type", type));
    }

    private void labelled() {
        conf.section("Indexes and shards: clusters refuse any other type, and each form has its label.");
        rules.labelled().forEach((version, paths) -> {
            if (!paths.isEmpty()) {
                header(
                        "path_regexp " + raw("^/" + HostRules.expression(paths) + "$"),
                        "Content-Type",
                        version.contentType());
            }
        });
        List<String> indexes = new ArrayList<>();
        if (!rules.labelledPaths().isEmpty()) {
            indexes.add(HostRules.expression(rules.labelledPaths()) + "(?:\\.gz)?");
        }
        if (!rules.contentTypes().isEmpty()) {
            indexes.add(HostRules.expression(rules.contentTypes()));
        }
        if (!indexes.isEmpty()) {
            header(
                    "path_regexp " + raw("^/(?:" + String.join("|", indexes) + ")$"),
                    "Cache-Control",
                    CachePolicy.INDEX.header());
        }
        header(
                "path /" + String.join("* /", HostRules.IMMUTABLE) + "*",
                "Cache-Control",
                CachePolicy.IMMUTABLE.header());
        header("path /" + HostRules.COMMIT_RECORD, "Cache-Control", HostRules.UNCACHED);
    }

    private void files() {
        conf.section("Stored gzip where it is there; pages as they go out. Never another coding: clusters refuse it.")
                .line("@coded path *.json")
                .line("header @coded +Vary Accept-Encoding")
                .line("@read method GET")
                .begin("encode @read {")
                .line("gzip")
                .line("minimum_length 512")
                .begin("match {");
        HostRules.compressible()
                .forEach(type -> conf.line("header Content-Type " + HostRules.withoutParameters(type) + "*"));
        conf.line("header Content-Type " + HostRules.withoutParameters(RepositoryVersion.V5.contentType()) + "*")
                .end("}")
                .end("}")
                .begin("file_server {")
                .line("precompressed gzip")
                .line("disable_canonical_uris")
                .end("}");
    }

    private void errors() {
        conf.line("")
                .begin("handle_errors {")
                .line("header -Cache-Control")
                .line("header Content-Type " + quoted(SiteFile.HTML))
                .line("rewrite * /" + SiteLayout.NOT_FOUND)
                .line("file_server")
                .end("}");
    }

    private void header(String matcher, String name, String value) {
        String matching = "@is" + matchers++;
        conf.line(matching + " " + matcher).line("header " + matching + " " + name + " " + quoted(value));
    }

    private static String quoted(String value) {
        return '"' + value + '"';
    }

    /** A text in which the server gives no character a meaning. */
    private static String raw(String value) {
        return '`' + value + '`';
    }
}
