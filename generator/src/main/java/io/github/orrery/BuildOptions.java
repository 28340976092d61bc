package io.github.orrery;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.site.Family;
import io.github.orrery.site.Image;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a build is asked for.
 *
 * @param repo the directory that holds {@code packages/} or {@code repo/packages/}
 * @param out the directory that becomes the site
 * @param baseUrl where the site will live, for the few absolute links; null where nobody said
 * @param dcosVersions the clusters to publish for, ascending, each once; below 1.8 a zip, else JSON
 * @param without the families to leave out, in their order
 * @param templates a directory whose templates go before the bundled ones; null for the bundled ones only
 * @param strict whether warnings count as errors
 * @param allowNonAscii whether text that is not ASCII is a warning instead of an error
 * @param title the name of the site
 * @param logo stands before the title; null for the bundled one
 * @param icons where pages take the icons of packages from
 */
public record BuildOptions(
        Path repo,
        Path out,
        @Nullable URI baseUrl,
        List<DcosReleaseVersion> dcosVersions,
        Set<Family> without,
        @Nullable Path templates,
        boolean strict,
        boolean allowNonAscii,
        String title,
        @Nullable Image logo,
        Icons icons) {
    /** Where pages take the icons of packages from. */
    public enum Icons {
        /** From where the packages say: a build asks nobody, visitors' browsers do. */
        ELSEWHERE,
        /** From the site, which got them once and keeps them for the next build. */
        LOCAL,
        /** From the site, which gets them again. */
        LOCAL_AFRESH
    }

    /** The name of a site that nobody named. */
    public static final String DEFAULT_TITLE = "DC/OS Universe";

    /** The versions that are published for when none is named. */
    public static final List<DcosReleaseVersion> DEFAULT_DCOS_VERSIONS = Stream.of(
                    "1.6.1", "1.7", "1.8", "1.9", "1.10", "1.11", "1.12", "1.13", "2.0", "2.1", "2.2")
            .map(DcosReleaseVersion::of)
            .toList();

    public BuildOptions {
        dcosVersions = dcosVersions.stream().sorted().distinct().toList();
        EnumSet<Family> families = EnumSet.noneOf(Family.class);
        families.addAll(without);
        without = Collections.unmodifiableSet(families);
    }

    /** With the usual title and logo, and no icons of its own. */
    public BuildOptions(
            Path repo,
            Path out,
            @Nullable URI baseUrl,
            List<DcosReleaseVersion> dcosVersions,
            Set<Family> without,
            @Nullable Path templates,
            boolean strict,
            boolean allowNonAscii) {
        this(
                repo,
                out,
                baseUrl,
                dcosVersions,
                without,
                templates,
                strict,
                allowNonAscii,
                DEFAULT_TITLE,
                null,
                Icons.ELSEWHERE);
    }

    /** The same, without what earlier builds kept. */
    public BuildOptions clean() {
        return new BuildOptions(
                repo,
                out,
                baseUrl,
                dcosVersions,
                without,
                templates,
                strict,
                allowNonAscii,
                title,
                logo,
                icons == Icons.LOCAL ? Icons.LOCAL_AFRESH : icons);
    }

    /** A build of everything for every version, with no further wish. */
    public static BuildOptions of(Path repo, Path out) {
        return new BuildOptions(repo, out, null, DEFAULT_DCOS_VERSIONS, Set.of(), null, false, false);
    }
}
