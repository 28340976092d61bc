package io.github.orrery;

import io.github.orrery.PackageLine.Joining;
import io.github.orrery.PackageLine.Passed;
import io.github.orrery.SiteRenderers.Group;
import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.read.TreeStamp;
import io.github.orrery.read.UniverseReader;
import io.github.orrery.read.UniverseTree.PackageDirectory;
import io.github.orrery.serve.PreviewOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a preview keeps of a package: what came of reading it, and what each group of renderers made of it. Used by one
 * thread at a time.
 */
final class KeptPackage {
    /** What it went through before anything was made of it. */
    private record Read(Passed passed, @Nullable PackageSelection selection) {}

    /** The renderers that made it, what it joins, and its own files. */
    private record Fragment(SiteRenderers made, Joining joining, PreviewOutput own) {}

    private final Map<Group, Fragment> fragments = new ConcurrentHashMap<>();
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

    /** What it adds to a site, made as far as it is not there. */
    Passed passed(PackageLine line, PackageDirectory directory, Map<Group, SiteRenderers> groups, PreviewOutput site)
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
        List<Fragment> all = fragments(selection, groups);
        return known.passed().joining(() -> {
            for (Fragment fragment : all) {
                fragment.joining().join();
                site.putAll(fragment.own().files().values());
            }
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

    /** Of each group one; made at the same time, since often only one package is made anew. */
    private List<Fragment> fragments(PackageSelection selection, Map<Group, SiteRenderers> groups) throws IOException {
        try {
            return groups.entrySet().parallelStream()
                    .map(group -> fragment(selection, group.getKey(), group.getValue()))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Fragment fragment(PackageSelection selection, Group group, SiteRenderers renderers) {
        Fragment fragment = fragments.get(group);
        if (fragment == null || !fragment.made().equals(renderers)) {
            fragment = made(selection, renderers);
            fragments.put(group, fragment);
        }
        return fragment;
    }

    private static Fragment made(PackageSelection selection, SiteRenderers renderers) {
        try {
            PreviewOutput own = new PreviewOutput();
            return new Fragment(renderers, renderers.render(selection, new AppRenderer(), own), own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
