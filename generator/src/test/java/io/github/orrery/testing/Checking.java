package io.github.orrery.testing;

import io.github.orrery.Baseline;
import io.github.orrery.app.AppRenderer;
import io.github.orrery.check.Checks;
import io.github.orrery.check.ItemChecks;
import io.github.orrery.check.PackageSummary;
import io.github.orrery.check.Strictness;
import io.github.orrery.model.ClusterDecoder;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PackageSelection.Slice;
import io.github.orrery.model.RepositoryFormat;
import io.github.orrery.model.RepositoryVersion;
import io.github.orrery.model.UniversePackage;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.read.PackageReading;
import io.github.orrery.read.UniverseReader;
import io.github.orrery.read.UniverseTree.PackageDirectory;
import io.github.orrery.select.IndexSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads, checks and selects a whole repository, and says what was found: what a build does before it renders. */
public final class Checking {
    private static final List<DcosReleaseVersion> DCOS_VERSIONS = DcosReleaseVersion.DEFAULTS;

    private Checking() {}

    /** All problems, sorted. */
    public static List<Problem> problems(Path repo, Strictness strictness) {
        Problems problems = new Problems();
        try {
            UniverseReader reader = UniverseReader.open(repo, problems);
            Baseline.read(repo, problems);
            List<PackageSummary> summaries = new ArrayList<>();
            for (PackageDirectory directory : reader.tree().packages()) {
                PackageReading reading = reader.read(directory);
                problems.addAll(reading.problems());
                reading.universePackage().ifPresent(found -> {
                    problems.addAll(ofPackage(found, reader.tree().format(), strictness));
                    summaries.add(PackageSummary.of(found));
                });
            }
            problems.addAll(Checks.acrossPackages(summaries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problems.sorted();
    }

    /** What clusters could not decode in their indexes, whatever the checks say; empty where they read everything. */
    public static List<String> undecodable(Path repo) {
        List<String> faults = new ArrayList<>();
        try {
            UniverseReader reader = UniverseReader.open(repo, new Problems());
            for (PackageDirectory directory : reader.tree().packages()) {
                reader.read(directory).universePackage().ifPresent(found -> {
                    for (Slice slice :
                            new IndexSelector(DCOS_VERSIONS).select(found).slices()) {
                        RepositoryVersion form = RepositoryVersion.of(slice.dcos());
                        slice.items().stream()
                                .flatMap(item -> ClusterDecoder.faults(item.tree(), form).stream())
                                .forEach(fault -> faults.add(slice.dcos() + ": " + fault));
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return faults;
    }

    private static List<Problem> ofPackage(UniversePackage found, RepositoryFormat format, Strictness strictness) {
        List<Problem> problems =
                new ArrayList<>(Checks.perPackage(found, format, strictness, DCOS_VERSIONS, new AppRenderer()));
        problems.addAll(ItemChecks.check(new IndexSelector(DCOS_VERSIONS).select(found), List.copyOf(problems)));
        return problems;
    }
}
