package io.github.orrery.verify;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.RepositoryVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A client of a site, and the headers of its request (formats.md 5.1, 3.3 and 4.4).
 *
 * @param name e.g. {@code DC/OS 1.13}
 * @param headers of its GET
 * @param keepsScheme whether it follows redirects as Java does: within one scheme, and never a 308
 */
record Client(String name, Map<String, String> headers, boolean keepsScheme) {
    private static final String JAVA_ACCEPT = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2";

    /** The package manager of a DC/OS version: from 1.8 on it says what it reads, before it reads a plain stream. */
    static Client packageManager(DcosReleaseVersion dcos) {
        String name = "DC/OS " + dcos;
        Map<String, String> headers = new LinkedHashMap<>();
        if (dcos.readsZip()) {
            headers.put("User-Agent", "Java/1.8.0_77");
            headers.put("Accept", JAVA_ACCEPT);
            return new Client(name, headers, true);
        }
        RepositoryVersion newest = RepositoryVersion.of(dcos);
        String packageManager =
                switch (newest) {
                    case V3 -> "0.3.1";
                    case V4 -> "0.4.4";
                    case V5 -> "0.6.3";
                };
        headers.put("User-Agent", "cosmos/" + packageManager + " dcos/" + dcos);
        headers.put(
                "Accept",
                Stream.of(RepositoryVersion.V5, RepositoryVersion.V4, RepositoryVersion.V3)
                        .filter(version -> version.compareTo(newest) <= 0)
                        .map(RepositoryVersion::contentType)
                        .collect(Collectors.joining(",")));
        headers.put("Accept-Encoding", "gzip");
        return new Client(name, headers, true);
    }

    /** The command line before 0.4, which reads packages.zip by itself. */
    static Client commandLine() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "python-requests/2.6.0");
        headers.put("Accept", "*/*");
        headers.put("Accept-Encoding", "gzip, deflate");
        return new Client("command line 0.1 to 0.3", headers, false);
    }

    /** Orrery itself, for what no cluster asks for. */
    static Client orrery() {
        return new Client("", Map.of("User-Agent", "orrery", "Accept", "*/*"), false);
    }
}
