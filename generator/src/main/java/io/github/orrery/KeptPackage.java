package io.github.orrery;

import io.github.orrery.PackageLine.Joining;
import io.github.orrery.PackageLine.Passed;
import io.github.orrery.SiteRenderers.Group;
import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.read.TreeStamp;
import io.github.orrery.read.UniverseReader;
import io.github.orrery.read.UniverseTree.PackageDirectory;
import io.github.orrery.serve.Once;
import io.github.orrery.serve.PreviewFile;
import io.github.orrery.serve.PreviewOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a preview keeps of a package: what came of reading it, and what each group of renderers made of it. Used by one
 * thread at a time.
 */
final class KeptPackage {
    /** What it went through before anything was made of it. */
    private record Read(Passed passed, @Nullable PackageSelection selection) {}

    /** What some renderers make of a package: what it joins, and its own files. Made once, when it is asked for. */
    static final class Fragment {
        private record Made(Joining joining, PreviewOutput own) {}

        private final SiteRenderers by;
        private final Once<Made> made;

        private Fragment(SiteRenderers by, PackageSelection selection) {
            this.by = by;
            this.made = new Once<>(() -> {
                PreviewOutput own = new PreviewOutput();
                return new Made(by.render(selection, new AppRenderer(), own), own);
            });
        }

        boolean isMade() {
            return made.isMade();
        }

        Fragment make() {
            made.get();
            return this;
        }

        /** Adds what it joins to the site that its renderers began last. */
        void join() throws IOException {
            made.get().joining().join();
        }

        Collection<PreviewFile> files() {
            return made.get().own().files().values();
        }
    }

    private final Map<Group, Fragment> fragments = new EnumMap<>(Group.class);
    private TreeStamp stamp = TreeStamp.NOTHING;
    private long newestUpdate;
    private @Nullable Read read;

    /** Lets go of what does not hold any more; the package's newest update, in seconds since 1970. */
    long look(UniverseReader reader, PackageDirectory directory) {
        try {
            TreeStamp now = TreeStamp.of(reader.tree().root().resolve(directory.path()));
            if (!now.equals(stamp)) {
                fragments.clear();
                read = null;
                newestUpdate = reader.newestUpdate(directory);
                stamp = now;
            }
            return newestUpdate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the package's files are as they were when it was looked at. */
    boolean isOf(UniverseReader reader, PackageDirectory directory) {
        try {
            return TreeStamp.of(reader.tree().root().resolve(directory.path())).equals(stamp);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What it adds to a site, made as far as it is not there.
     *
     * @param archived receives what it adds to archives, which is made when they are
     */
    Passed passed(
            PackageLine line,
            PackageDirectory directory,
            Map<Group, SiteRenderers> groups,
            PreviewOutput site,
            List<Fragment> archived)
            throws IOException {
        Read known = read;
        if (known == null) {
            known = read(line, directory);
            read = known;
        }
        PackageSelection selection = known.selection();
        if (selection == null) {
            return known.passed();
        }
        Map<Group, Fragment> all = fragments(selection, groups);
        Fragment archive = Objects.requireNonNull(all.remove(Group.ARCHIVES));
        make(all.values());
        return known.passed().joining(() -> {
            for (Fragment fragment : all.values()) {
                fragment.join();
                site.putAll(fragment.files());
            }
            archived.add(archive);
        });
    }

    private static Read read(PackageLine line, PackageDirectory directory) throws IOException {
        PackageSelection[] selected = {null};
        Passed passed = line.pass(directory, (selection, apps) -> {
            selected[0] = selection;
            return PackageLine.NOTHING;
        });
        return new Read(passed, selected[0]);
    }

    /** Of each group one. */
    private Map<Group, Fragment> fragments(PackageSelection selection, Map<Group, SiteRenderers> groups) {
        groups.forEach((group, renderers) -> {
            Fragment known = fragments.get(group);
            if (known == null || !known.by.equals(renderers)) {
                fragments.put(group, new Fragment(renderers, selection));
            }
        });
        return new EnumMap<>(fragments);
    }

    /** Makes those that are not there, all at the same time: often only one package is made anew. */
    static void make(Collection<Fragment> fragments) throws IOException {
        List<Fragment> unmade =
                fragments.stream().filter(fragment -> !fragment.isMade()).toList();
        try {
            if (unmade.size() == 1) {
                unmade.get(0).make(); // as after a change of templates, for each package
                return;
            }
            InNameOrder.work(unmade, Fragment::make, made -> {});
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
