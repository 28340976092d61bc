package io.github.orrery;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PublishedRevisions;
import io.github.orrery.site.Family;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a build is asked for.
 *
 * @param repo the directory that holds {@code packages/} or {@code repo/packages/}
 * @param out the directory that becomes the site
 * @param baseUrl where the site will live, for the few absolute links; null where nobody said
 * @param dcosVersions the clusters to publish for, ascending, each once; below 1.8 a zip, else JSON
 * @param without the families to leave out, in their order
 * @param look what the catalogue looks like
 * @param strict whether warnings count as errors
 * @param allowNonAscii whether text that is not ASCII is a warning instead of an error
 */
public record BuildOptions(
        Path repo,
        Path out,
        @Nullable URI baseUrl,
        List<DcosReleaseVersion> dcosVersions,
        Set<Family> without,
        Look look,
        boolean strict,
        boolean allowNonAscii) {
    /**
     * What the catalogue looks like.
     *
     * @param title the name of the site
     * @param logo the file of what stands before the title; null for the bundled one
     * @param templates a directory whose templates go before the bundled ones; null for the bundled ones only
     * @param icons where pages take the icons of packages from
     * @param previous what the page of what is new compares with; null for nothing
     */
    public record Look(
            String title,
            @Nullable Path logo,
            @Nullable Path templates,
            Icons icons,
            @Nullable PublishedRevisions previous) {
        /** That of a site for which nobody said anything. */
        public static final Look USUAL = new Look("DC/OS Universe", null, null, Icons.ELSEWHERE, null);

        public Look withTemplates(@Nullable Path directory) {
            return new Look(title, logo, directory, icons, previous);
        }

        public Look withIcons(Icons from) {
            return new Look(title, logo, templates, from, previous);
        }
    }

    /** Where pages take the icons of packages from. */
    public enum Icons {
        /** From where the packages say: a build asks nobody, visitors' browsers do. */
        ELSEWHERE,
        /** From the site, which got them once and keeps them for the next build. */
        LOCAL,
        /** From the site, which gets them again. */
        LOCAL_AFRESH
    }

    public BuildOptions {
        dcosVersions = dcosVersions.stream().sorted().distinct().toList();
        EnumSet<Family> families = EnumSet.noneOf(Family.class);
        families.addAll(without);
        without = Collections.unmodifiableSet(families);
    }

    /** A build of everything for every version, with no further wish. */
    public static BuildOptions of(Path repo, Path out) {
        return new BuildOptions(repo, out, null, DcosReleaseVersion.DEFAULTS, Set.of(), Look.USUAL, false, false);
    }

    /** The same with another look. */
    public BuildOptions with(Look other) {
        return new BuildOptions(repo, out, baseUrl, dcosVersions, without, other, strict, allowNonAscii);
    }

    /** The same, without what earlier builds kept. */
    public BuildOptions clean() {
        return look.icons == Icons.LOCAL ? with(look.withIcons(Icons.LOCAL_AFRESH)) : this;
    }
}
