package io.github.orrery.diff;

import io.github.orrery.app.OptionDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one package differs for some clusters.
 *
 * @param name the package
 * @param before what they install now; none where the package is new to them
 * @param after what they will install; none where it goes
 * @param added revisions that are new to them
 * @param removed revisions that go
 * @param changed revisions whose content differs under the same number
 * @param shadowed revisions that were installable by their version and no longer are: a later one has the same version
 * @param options how the options of what they install differ
 * @param imagesAdded container images that what they will install names newly
 * @param imagesRemoved container images that it no longer names
 */
public record PackageDifference(
        String name,
        @Nullable Installed before,
        @Nullable Installed after,
        List<Installed> added,
        List<Installed> removed,
        List<Installed> changed,
        List<Installed> shadowed,
        List<OptionDifference> options,
        List<String> imagesAdded,
        List<String> imagesRemoved) {
    /**
     * A revision by its two names.
     *
     * @param releaseVersion its number
     * @param version upstream's version string, from a stranger
     */
    public record Installed(long releaseVersion, String version) {}

    public PackageDifference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        shadowed = List.copyOf(shadowed);
        options = List.copyOf(options);
        imagesAdded = List.copyOf(imagesAdded);
        imagesRemoved = List.copyOf(imagesRemoved);
    }

    /** Whether people who run or install the package may have to act. */
    public boolean isBreaking() {
        return after == null || options.stream().anyMatch(OptionDifference::breaking);
    }

    static Optional<PackageDifference> between(
            String name, @Nullable PackageSummary before, @Nullable PackageSummary after) {
        if (before == null || after == null) {
            return Optional.of(new PackageDifference(
                    name,
                    before == null ? null : newest(before),
                    after == null ? null : newest(after),
                    after == null ? List.of() : all(after),
                    before == null ? List.of() : all(before),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()));
        }
        if (before.revisions().equals(after.revisions())) {
            return Optional.empty();
        }
        List<Installed> added = new ArrayList<>();
        List<Installed> changed = new ArrayList<>();
        List<Installed> shadowed = new ArrayList<>();
        after.revisions().forEach((number, line) -> {
            PackageSummary.Line old = before.revisions().get(number);
            Installed revision = new Installed(number, line.version());
            if (old == null) {
                added.add(revision);
            } else if (!old.equals(line)) {
                changed.add(revision);
            }
            if (old != null && after.isShadowed(number) && !before.isShadowed(number)) {
                shadowed.add(revision);
            }
        });
        List<Installed> removed = all(before).stream()
                .filter(revision -> !after.revisions().containsKey(revision.releaseVersion()))
                .toList();
        return Optional.of(new PackageDifference(
                name,
                newest(before),
                newest(after),
                added,
                removed,
                changed,
                shadowed,
                OptionDifference.between(before.options(), after.options()),
                without(after.images(), before.images()),
                without(before.images(), after.images())));
    }

    /** Whether something else is installed than before. */
    public boolean installsOther() {
        return !Objects.equals(before, after);
    }

    private static Installed newest(PackageSummary summary) {
        return new Installed(
                summary.newest().getKey(), summary.newest().getValue().version());
    }

    private static List<Installed> all(PackageSummary summary) {
        List<Installed> all = new ArrayList<>();
        for (Map.Entry<Long, PackageSummary.Line> revision : summary.revisions().entrySet()) {
            all.add(new Installed(revision.getKey(), revision.getValue().version()));
        }
        return all;
    }

    private static List<String> without(SortedSet<String> images, SortedSet<String> others) {
        TreeSet<String> left = new TreeSet<>(images);
        left.removeAll(others);
        return List.copyOf(left);
    }
}
