package io.github.orrery.render.host;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.model.Negotiation;
import io.github.orrery.model.Negotiation.Zip;
import io.github.orrery.model.RepositoryVersion;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.site.CachePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** {@code _worker.js} and {@code hosts/cloudfront-function.js}: the same negotiation, for two hosts that run scripts. */
final class HostScripts {
    private HostScripts() {}

    static byte[] worker(HostRules rules) {
        ObjectNode site = site(rules);
        ArrayNode indexTypes = site.putArray("indexTypes");
        rules.negotiation().clusters().forEach(cluster -> indexTypes.add(cluster.contentType()));
        site.put("indexType", HostRules.withoutParameters(RepositoryVersion.V5.contentType()));
        ObjectNode types = site.putObject("types");
        HostRules.typesByExtension().forEach(types::put);
        HostRules.typesByPath().forEach((path, type) -> types.put("/" + path, type));
        rules.labelled().forEach((version, paths) -> paths.stream()
                .filter(path -> path.equals(SiteLayout.EMPTY) || path.equals(SiteLayout.UNIVERSE))
                .forEach(path -> types.put("/" + path, version.contentType())));
        site.putObject("commitRecord")
                .put("path", "/" + HostRules.COMMIT_RECORD)
                .put("cache", HostRules.UNCACHED);
        ObjectNode caches = site.putObject("caches");
        for (CachePolicy policy : CachePolicy.values()) {
            caches.put(policy.name().toLowerCase(Locale.ROOT), policy.header());
        }
        ArrayNode immutable = site.putArray("immutable");
        HostRules.IMMUTABLE.forEach(directory -> immutable.add("/" + directory));
        site.put("notFound", "/" + SiteLayout.NOT_FOUND);
        return script("worker.js", site);
    }

    static byte[] cloudFrontFunction(HostRules rules) {
        return script("cloudfront-function.js", site(rules));
    }

    /** A text that is bundled with the program. */
    static String bundled(String fileName) {
        try (InputStream in = HostScripts.class.getResourceAsStream("/io/github/orrery/hosts/" + fileName)) {
            if (in == null) {
                throw new IllegalStateException("the host file " + fileName + " is not bundled");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled host file " + fileName + " cannot be read", e);
        }
    }

    private static ObjectNode site(HostRules rules) {
        Negotiation negotiation = rules.negotiation();
        ObjectNode site = Json.NODES.objectNode();
        ArrayNode versions = site.putArray("versions");
        negotiation.clusters().forEach(cluster -> versions.add(cluster.dcos().toString()));
        site.put("index", path(rules.index("#")));
        site.put("shards", path(rules.shards("#")));
        site.put("empty", path(Optional.ofNullable(negotiation.empty())));
        site.put("zip", path(negotiation.repoZip().map(Zip::path)));
        site.put("oldZip", path(negotiation.repo17Zip().map(Zip::path)));
        ArrayNode former = site.putArray("former");
        rules.former().forEach((from, to) -> former.addArray().add("/" + from).add("/" + to));
        ObjectNode headers = site.putObject("headers");
        rules.securityHeaders().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return site;
    }

    private static String path(Optional<String> path) {
        return path.map(known -> "/" + known).orElse("");
    }

    private static byte[] script(String fileName, ObjectNode site) {
        String data = JsonText.line(site);
        return bundled(fileName)
                .replace("@NEGOTIATION@", bundled("negotiation.js"))
                .replace("@SITE@", data)
                .replace("@JSON@", expression(Negotiation.JSON_ACCEPTED))
                .replace("@DCOS@", expression(Negotiation.DCOS_NAMED))
                .replace("@PACKAGE@", Negotiation.PACKAGE_NAME)
                .replace("@VARY@", Negotiation.VARY)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** An expression between slashes. */
    private static String expression(String expression) {
        return expression.replace("/", "\\/");
    }
}
