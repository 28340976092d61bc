package io.github.orrery.icons;

import io.github.orrery.site.Image;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The icons that packages name, small and ready to be served: from the cache, else from where they are. Each address is
 * asked once, and a host that did not answer not again. Safe for several threads.
 */
public final class LocalIcons {
    private record Outcome(@Nullable Image image, @Nullable String failure) {}

    private final IconCache cache;
    private final boolean afresh;
    private final IconLimits limits;
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final Set<String> silentHosts = ConcurrentHashMap.newKeySet();

    LocalIcons(@Nullable Path directory, boolean afresh, IconLimits limits) {
        this.cache = new IconCache(directory);
        this.afresh = afresh;
        this.limits = limits;
    }

    /**
     * Icons that are in a directory, or are kept there.
     *
     * @param directory none keeps none
     */
    public static LocalIcons keptIn(@Nullable Path directory) {
        return new LocalIcons(directory, false, IconLimits.DEFAULT);
    }

    /**
     * Icons that are got again, whatever is in the directory, and are kept there.
     *
     * @param directory none keeps none
     */
    public static LocalIcons afresh(@Nullable Path directory) {
        return new LocalIcons(directory, true, IconLimits.DEFAULT);
    }

    /** Where icons are kept for the next build of this user: nowhere for one without a home, whose is {@code ?}. */
    public static Optional<Path> usualDirectory(Map<String, String> environment, String home) {
        String given = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path cache = given.startsWith("/") ? Path.of(given) : Path.of(home, ".cache");
        return cache.isAbsolute() ? Optional.of(cache.resolve("orrery").resolve("icons")) : Optional.empty();
    }

    /**
     * An icon.
     *
     * @param url http or https; there is no icon at any other
     * @throws NoIconException where it cannot be had or shown
     */
    public Image get(String url) throws NoIconException {
        Outcome outcome = outcomes.computeIfAbsent(url, this::outcome);
        if (outcome.image() == null) {
            throw new NoIconException(String.valueOf(outcome.failure()));
        }
        return outcome.image();
    }

    private Outcome outcome(String url) {
        Image kept = afresh ? null : cache.get(url).orElse(null);
        if (kept != null) {
            return new Outcome(kept, null);
        }
        String host = host(url);
        if (silentHosts.contains(host)) {
            return new Outcome(null, "is of a host that did not answer before");
        }
        try {
            Image image = IconScaling.scaled(IconDownload.get(url, limits));
            cache.put(url, image);
            return new Outcome(image, null);
        } catch (NoIconException e) {
            if (e.hostIsSilent()) {
                silentHosts.add(host);
            }
            return new Outcome(null, e.getMessage());
        }
    }

    private static String host(String url) {
        try {
            return String.valueOf(URI.create(url).getRawAuthority()).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return url;
        }
    }
}
