package io.github.orrery.cli;

import io.github.orrery.Baseline;
import io.github.orrery.BuildOptions;
import io.github.orrery.BuildResult;
import io.github.orrery.CheckResult;
import io.github.orrery.Progress;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.problem.Severity;
import io.github.orrery.write.OutputRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** {@code orrery build}: a repository becomes a site. */
final class BuildCommand implements Callable<Integer> {
    /** What builds. */
    interface Builder {
        BuildResult run(BuildOptions options, Baseline baseline, Progress progress)
                throws IOException, OutputRefusedException;
    }

    private final Console console;
    private final Builder builder;
    private final OptionSpec out = OptionSpec.builder("--out")
            .type(String.class)
            .paramLabel("DIR")
            .defaultValue("site-out")
            .description("The directory that becomes the site. Default: site-out")
            .build();
    private final OptionSpec clean =
            SharedOptions.flag("--clean", "Ignore what earlier runs kept: the icons of --local-icons.");
    private final OptionSpec quiet = SharedOptions.quiet();
    private final OptionSpec memory = SharedOptions.memory();
    private final CommandSpec spec;
    private final SiteOptions site;

    BuildCommand(Console console, Builder builder) {
        this.console = console;
        this.builder = builder;
        this.spec = SharedOptions.command(
                this,
                "build",
                "Builds a site from a repository: the indexes of all clusters, archives, a catalogue for people.");
        this.site = new SiteOptions(spec);
        site.addTo(List.of(out));
        for (OptionSpec option : List.of(clean, quiet, memory)) {
            spec.addOption(option);
        }
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        BuildOptions options = options();
        Problems problems = new Problems();
        Baseline baseline = Baseline.read(options.repo(), problems);
        if (problems.hasErrors()) {
            return notBuilt(new CheckResult(options.repo(), problems.sorted(), 0, Set.of()));
        }
        boolean isQuiet = SharedOptions.isSet(quiet);
        BuildResult result = PhaseProgress.during(console, isQuiet, progress -> {
            try {
                return builder.run(options, baseline, progress);
            } catch (OutputRefusedException e) {
                throw SharedOptions.wrong(spec, out, String.valueOf(e.getMessage()));
            }
        });
        if (!result.written()) {
            return notBuilt(result.checked());
        }
        print(result.checked());
        if (!isQuiet) {
            new BuildSummary(options, result).print(console.out());
        }
        return ExitStatus.DONE;
    }

    private int notBuilt(CheckResult checked) {
        print(checked);
        console.err().println("orrery: nothing is written while there are errors");
        return ExitStatus.PROBLEMS;
    }

    private void print(CheckResult checked) {
        if (!checked.problems().isEmpty()) {
            new TextProblems(console.errStyle(), false, !SharedOptions.isSet(quiet), EnumSet.of(Severity.ERROR))
                    .print(checked, console.err());
        }
    }

    private BuildOptions options() throws IOException {
        SharedOptions.refuseBadMemory(spec, memory);
        refuseBadTime();
        Path directory = SharedOptions.path(spec, out);
        BuildOptions options = site.options(directory);
        refuseToWriteWhatIsRead(options.repo(), directory);
        return SharedOptions.isSet(clean) ? options.clean() : options;
    }

    /** A time that nobody reads as one would silently be another one. */
    private void refuseBadTime() {
        String time = console.environment().getOrDefault("SOURCE_DATE_EPOCH", "");
        if (!time.matches("[0-9]{0,11}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "SOURCE_DATE_EPOCH: " + Problem.quote(time) + " is no time, expected whole seconds since 1970");
        }
    }

    /** A site among the packages would be taken for one of them. */
    private void refuseToWriteWhatIsRead(Path repo, Path directory) throws IOException {
        Path place = directory.toAbsolutePath().normalize();
        Path written =
                place.getParent() == null ? place : real(place.getParent()).resolve(place.getFileName());
        for (String read : List.of("packages", "meta", "repo/packages", "repo/meta")) {
            if (written.startsWith(real(repo.resolve(read).toAbsolutePath().normalize()))) {
                throw SharedOptions.wrong(
                        spec,
                        out,
                        directory + " lies in the repository's " + read + ", expected a directory elsewhere");
            }
        }
    }

    /** The path without links, as far as it is there. */
    private static Path real(Path path) throws IOException {
        Path parent = path.getParent();
        return Files.exists(path) || parent == null
                ? path.toRealPath()
                : real(parent).resolve(path.getFileName());
    }
}
