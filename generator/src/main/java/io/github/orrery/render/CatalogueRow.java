package io.github.orrery.render;

import io.github.orrery.render.view.IconView;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the lists of a catalogue need to know of a package: its newest revision in short.
 *
 * @param summary one line
 * @param minDcos oldest DC/OS version; empty where none is given
 * @param cliOnly whether it starts no app on the cluster
 * @param licences their names
 * @param lastUpdated seconds since 1970; null where none is given
 * @param seenBy the DC/OS versions whose index holds a revision of it, oldest first
 * @param hidden why no cluster sees it; null where some do
 * @param newestHidden whether clusters see older revisions only
 * @param seen what clusters install, by their DC/OS version, oldest first
 * @param runs what clusters install and lose, for each DC/OS version of the site's indexes, oldest first
 * @param updates its revisions, oldest first
 * @param gaps what it leaves to wish
 * @param revisions how many there are
 */
public record CatalogueRow(
        String name,
        String version,
        long releaseVersion,
        String packagingVersion,
        IconView icon,
        String summary,
        List<String> tags,
        String minDcos,
        boolean framework,
        boolean cliOnly,
        boolean selected,
        boolean knownIssues,
        List<String> licences,
        String maintainer,
        @Nullable Long lastUpdated,
        List<String> seenBy,
        @Nullable String hidden,
        boolean newestHidden,
        List<Seen> seen,
        List<Run> runs,
        List<Update> updates,
        Gaps gaps,
        int revisions) {
    /**
     * What clusters see from a DC/OS version on, up to the next one that is named.
     *
     * @param dcos the oldest of these versions
     * @param version what they install; empty where they see nothing
     * @param releaseVersion the revision of that version
     * @param minDcos oldest DC/OS version of that revision; empty where none is given
     */
    public record Seen(String dcos, String version, long releaseVersion, String minDcos) {}

    /**
     * What clusters of some DC/OS versions get, one beside the other.
     *
     * @param dcos these versions, oldest first
     * @param version what they install; empty where they see nothing
     * @param releaseVersion the revision of that version
     * @param lost what the older form of an index leaves out of it, in words; empty for nothing
     */
    public record Run(List<String> dcos, String version, long releaseVersion, String lost) {
        public Run {
            dcos = List.copyOf(dcos);
        }

        boolean equalsBut(Run other) {
            return version.equals(other.version) && releaseVersion == other.releaseVersion && lost.equals(other.lost);
        }

        Run and(String further) {
            List<String> more = new ArrayList<>(dcos);
            more.add(further);
            return new Run(more, version, releaseVersion, lost);
        }
    }

    /**
     * When a revision was published.
     *
     * @param seconds since 1970; null where it does not say
     * @param digest of its content, as {@link io.github.orrery.model.PublishedRevisions} has it; null where nobody compares
     */
    public record Update(String version, long releaseVersion, @Nullable Long seconds, @Nullable String digest) {}

    private static final Pattern DEPRECATED =
            Pattern.compile("[^a-z0-9]*(this package is )?deprecated\\b", Pattern.CASE_INSENSITIVE);

    public CatalogueRow {
        tags = List.copyOf(tags);
        licences = List.copyOf(licences);
        seenBy = List.copyOf(seenBy);
        seen = List.copyOf(seen);
        runs = List.copyOf(runs);
        updates = List.copyOf(updates);
    }

    /** What installing it brings: {@code framework}, {@code CLI only}, else {@code service}. */
    public List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        if (framework) {
            kinds.add("framework");
        }
        if (cliOnly) {
            kinds.add("CLI only");
        }
        return kinds.isEmpty() ? List.of("service") : kinds;
    }

    /** Whether it says of itself that nobody should begin to use it: by a tag, or first of all in its description. */
    public boolean deprecated() {
        return tags.stream().anyMatch("deprecated"::equalsIgnoreCase)
                || DEPRECATED.matcher(summary).lookingAt();
    }

    /**
     * What is to be known before one chooses it: {@code selected}, {@code known issues}, {@code deprecated}, {@code
     * withdrawn}.
     */
    public List<String> marks() {
        List<String> marks = new ArrayList<>();
        if (selected) {
            marks.add("selected");
        }
        if (knownIssues) {
            marks.add("known issues");
        }
        if (deprecated()) {
            marks.add("deprecated");
        }
        if (hidden != null || newestHidden) {
            marks.add("withdrawn");
        }
        return marks;
    }
}
