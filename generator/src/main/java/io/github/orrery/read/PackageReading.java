package io.github.orrery.read;

import io.github.orrery.model.UniversePackage;
import io.github.orrery.problem.Problem;
import java.util.List;
import java.util.Optional;

/** What reading one package's directory gave: the revisions that could be read, and the problems of the others. */
public final class PackageReading {
    private final List<UniversePackage> found;
    private final List<Problem> problems;

    PackageReading(List<UniversePackage> found, List<Problem> problems) {
        this.found = List.copyOf(found);
        this.problems = List.copyOf(problems);
    }

    /** The package; empty where no revision could be read. */
    public Optional<UniversePackage> universePackage() {
        return found.stream().findFirst();
    }

    public List<Problem> problems() {
        return problems;
    }
}
