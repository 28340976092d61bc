package io.github.orrery;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.check.Checks;
import io.github.orrery.check.ItemChecks;
import io.github.orrery.check.PackageSummary;
import io.github.orrery.check.Strictness;
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
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** What every package goes through by itself, for a build as for a check: read, check, select, check what was selected. */
final class PackageLine {
    /** Works on a package that has no error; runs in parallel with others. */
    interface Selected {
        Joining apply(PackageSelection selection, AppRenderer apps) throws IOException;
    }

    /** Adds what was made of a package to what joins packages; called in name order. */
    interface Joining {
        void join() throws IOException;
    }

    /** What came of one package. */
    record Passed(
            List<Problem> problems, List<PackageSummary> summaries, List<String> olderRevisions, Joining joining) {
        /** The same with something else that joins. */
        Passed joining(Joining other) {
            return new Passed(problems, summaries, olderRevisions, other);
        }
    }

    /** Sends one package through, or remembers what came of it before. */
    interface Passing {
        Passed pass(PackageDirectory directory) throws IOException;
    }

    static final Joining NOTHING = () -> {};

    private final UniverseReader reader;
    private final List<DcosReleaseVersion> dcosVersions;
    private final Strictness strictness;
    private final IndexSelector selector;

    /** @param dcosVersions the clusters to select for, ascending */
    PackageLine(UniverseReader reader, List<DcosReleaseVersion> dcosVersions, Strictness strictness) {
        this.reader = reader;
        this.dcosVersions = dcosVersions;
        this.strictness = strictness;
        this.selector = new IndexSelector(dcosVersions);
    }

    /**
     * Sends all packages through.
     *
     * @param problems receives what is wrong
     * @param olderRevisions receives the directories of revisions that are not the newest of their package
     */
    void run(Problems problems, Set<String> olderRevisions, Progress progress, Selected selected) throws IOException {
        run(InNameOrder::helpingWorkers, problems, olderRevisions, progress, directory -> pass(directory, selected));
    }

    /** The same with another way through for each package. */
    void runBy(Problems problems, Set<String> olderRevisions, Progress progress, Passing passing) throws IOException {
        run(InNameOrder::workers, problems, olderRevisions, progress, passing);
    }

    private void run(
            Supplier<ExecutorService> workers,
            Problems problems,
            Set<String> olderRevisions,
            Progress progress,
            Passing passing)
            throws IOException {
        List<PackageDirectory> packages = reader.tree().packages();
        List<PackageSummary> summaries = new ArrayList<>(packages.size());
        int[] done = {0};
        InNameOrder.work(workers, packages, directory -> directory.revisions().size(), passing::pass, passed -> {
            problems.addAll(passed.problems());
            summaries.addAll(passed.summaries());
            olderRevisions.addAll(passed.olderRevisions());
            if (!problems.hasErrors()) {
                passed.joining().join();
            }
            progress.at("packages", ++done[0], packages.size());
        });
        problems.addAll(Checks.acrossPackages(summaries));
    }

    /** Sends one package through. */
    Passed pass(PackageDirectory directory, Selected selected) throws IOException {
        PackageReading reading = reader.read(directory);
        Problems problems = new Problems();
        problems.addAll(reading.problems());
        Optional<UniversePackage> read = reading.universePackage();
        if (read.isEmpty()) {
            return new Passed(problems.sorted(), List.of(), List.of(), NOTHING);
        }
        UniversePackage universePackage = read.get();
        AppRenderer apps = new AppRenderer();
        problems.addAll(Checks.perPackage(universePackage, reader.tree().format(), strictness, dcosVersions, apps));
        PackageSelection selection = selector.select(universePackage);
        problems.addAll(ItemChecks.check(selection, problems.sorted()));
        Joining joining = problems.hasErrors() ? NOTHING : selected.apply(selection, apps);
        return new Passed(
                problems.sorted(), List.of(PackageSummary.of(universePackage)), older(universePackage), joining);
    }

    private static List<String> older(UniversePackage universePackage) {
        List<String> directories = new ArrayList<>(
                universePackage.revisions().stream().map(Revision::directory).toList());
        directories.remove(universePackage.newest().directory());
        return directories;
    }
}
