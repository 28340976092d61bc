package io.github.orrery.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Verifies a built site, in a directory or behind a URL.
 *
 * <pre>{@code
 * SiteVerifier.verify("https://universe.example.com/", VerifyLimits.DEFAULT, Depth.CLIENTS);
 * }</pre>
 */
public final class SiteVerifier {
    private SiteVerifier() {}

    /**
     * Verifies a site.
     *
     * @param site a directory, or an http or https URL: of a site, of one index, or of an address that ends in
     *     {@code /repo} and answers each cluster by its request
     * @return empty where it is neither a directory nor such a URL
     * @throws IOException where the disk fails, or no server can be reached at all
     */
    public static Optional<Verification> verify(String site, VerifyLimits limits, Depth depth) throws IOException {
        return verify(site, limits, depth, InstantSource.system());
    }

    /** As the other, by this clock: a publication that is too old is a finding. */
    public static Optional<Verification> verify(String site, VerifyLimits limits, Depth depth, InstantSource clock)
            throws IOException {
        Optional<Target> target = Target.parse(site);
        if (target.isPresent()) {
            return Optional.of(UrlVerifier.verify(target.get(), site, limits, depth, clock.instant()));
        }
        return verifyDirectory(site, limits, clock);
    }

    private static Optional<Verification> verifyDirectory(String site, VerifyLimits limits, InstantSource clock)
            throws IOException {
        Optional<Path> directory = directory(site);
        return directory.isPresent()
                ? Optional.of(DirectoryVerifier.verify(directory.get(), site, limits, clock.instant()))
                : Optional.empty();
    }

    /** The directory of that name; nothing is none, though Java takes it for the current one. */
    static Optional<Path> directory(String site) {
        try {
            return Optional.of(Path.of(site)).filter(path -> !site.isEmpty() && Files.isDirectory(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
