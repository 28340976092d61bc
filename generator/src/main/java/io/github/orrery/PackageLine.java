package io.github.orrery;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.Revision;
import io.github.orrery.model.UniversePackage;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.read.PackageReading;
import io.github.orrery.read.UniverseReader;
import io.github.orrery.read.UniverseTree.PackageDirectory;
import io.github.orrery.select.IndexSelector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What every package goes through by itself, for a build as for a check: read, check, select. */
final class PackageLine {
    /** Works on a package that has no error; runs in parallel with others. */
    interface Selected {
        Joining apply(PackageSelection selection, AppRenderer apps) throws IOException;
    }

    /** Adds what was made of a package to what joins packages; called in name order. */
    interface Joining {
        void join() throws IOException;
    }

    private record Passed(List<Problem> problems, List<String> olderRevisions, Joining joining) {}

    static final Joining NOTHING = () -> {};

    private final UniverseReader reader;
    private final IndexSelector selector;

    PackageLine(UniverseReader reader, List<DcosReleaseVersion> dcosVersions) {
        this.reader = reader;
        this.selector = new IndexSelector(dcosVersions);
    }

    /**
     * Sends all packages through.
     *
     * @param problems receives what is wrong
     * @param olderRevisions receives the directories of revisions that are not the newest of their package
     */
    void run(Problems problems, Set<String> olderRevisions, Progress progress, Selected selected) throws IOException {
        List<PackageDirectory> packages = reader.tree().packages();
        int[] done = {0};
        InNameOrder.work(packages, directory -> pass(directory, selected), passed -> {
            problems.addAll(passed.problems());
            olderRevisions.addAll(passed.olderRevisions());
            if (!problems.hasErrors()) {
                passed.joining().join();
            }
            progress.at("packages", ++done[0], packages.size());
        });
    }

    private Passed pass(PackageDirectory directory, Selected selected) throws IOException {
        PackageReading reading = reader.read(directory);
        Problems problems = new Problems();
        problems.addAll(reading.problems());
        Optional<UniversePackage> read = reading.universePackage();
        if (read.isEmpty()) {
            return new Passed(problems.sorted(), List.of(), NOTHING);
        }
        PackageSelection selection = selector.select(read.get());
        Joining joining = problems.hasErrors() ? NOTHING : selected.apply(selection, new AppRenderer());
        return new Passed(problems.sorted(), older(read.get()), joining);
    }

    private static List<String> older(UniversePackage universePackage) {
        List<String> directories = new ArrayList<>(
                universePackage.revisions().stream().map(Revision::directory).toList());
        directories.remove(universePackage.newest().directory());
        return directories;
    }
}
