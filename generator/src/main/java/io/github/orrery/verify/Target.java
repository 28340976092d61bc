package io.github.orrery.verify;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.SiteLayout;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * What a URL is the address of.
 *
 * @param kind what kind of thing
 * @param uri the address
 * @param base the address of the site around it, ending in a slash
 * @param name the last segment of the path
 */
record Target(Kind kind, URI uri, URI base, String name) {
    /** What there is to look at. */
    enum Kind {
        /** A whole site. */
        SITE,
        /** One address that answers each cluster according to its request. */
        NEGOTIATED,
        /** One index. */
        INDEX
    }

    /** Reads an address; empty where it is none of http or https, or carries a user name. */
    static Optional<Target> parse(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean isWeb = scheme.equals("http") || scheme.equals("https");
        if (!isWeb || uri.getHost() == null || uri.getUserInfo() != null || !hasPort(uri)) {
            return Optional.empty();
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        URI folder = uri.resolve(path.substring(0, path.lastIndexOf('/') + 1));
        if (name.equals("repo") || name.equals("repo-1.7")) {
            return Optional.of(new Target(Kind.NEGOTIATED, uri, folder, name));
        }
        if (name.endsWith(".json") || name.endsWith(".zip")) {
            return Optional.of(new Target(Kind.INDEX, uri, folder, name));
        }
        if (name.isEmpty() || name.endsWith(".html")) {
            return Optional.of(new Target(Kind.SITE, folder, folder, name));
        }
        URI withSlash = uri.resolve(path + "/");
        return Optional.of(new Target(Kind.SITE, withSlash, withSlash, name));
    }

    /** Whether its port is one that can be asked, also where it names none. */
    static boolean hasPort(URI uri) {
        return uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() < 1 << 16);
    }

    /** The address of a file of the site. */
    URI of(String path) {
        return base.resolve(path);
    }

    Optional<DcosReleaseVersion> version() {
        return SiteLayout.indexVersion(name);
    }
}
