package io.github.orrery.cli;

import io.github.orrery.CheckResult;
import io.github.orrery.Progress;
import io.github.orrery.SiteDiff;
import io.github.orrery.SiteDiff.Side;
import io.github.orrery.diff.RepositoryDifference;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** {@code orrery diff}: what clusters would see differently. */
final class DiffCommand implements Callable<Integer> {
    private static final List<String> FORMATS = List.of("text", "json", "markdown");

    private final Console console;
    private final PositionalParamSpec before = place("0", "OLD", "What clusters see now");
    private final PositionalParamSpec after = place("1", "NEW", "What they will see");
    private final OptionSpec format = OptionSpec.builder("--format")
            .type(String.class)
            .paramLabel("FORMAT")
            .defaultValue("text")
            .completionCandidates(FORMATS)
            .description("text, json, or markdown for the summary of a job. Default: text")
            .build();
    private final ReportFiles reports = new ReportFiles(FORMATS);
    private final OptionSpec quiet = SharedOptions.quiet();
    private final OptionSpec memory = SharedOptions.memory();
    private final CommandSpec spec;

    DiffCommand(Console console) {
        this.console = console;
        this.spec = SharedOptions.command(
                this,
                "diff",
                "Compares two repositories, built sites or URLs, and says for each DC/OS version what its clusters see"
                        + " differently: packages, revisions, options, images.");
        spec.addPositional(before);
        spec.addPositional(after);
        for (OptionSpec option : List.of(format, reports.option(), quiet, memory)) {
            spec.addOption(option);
        }
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        SharedOptions.refuseBadMemory(spec, memory);
        String wanted = format.getValue();
        if (!FORMATS.contains(wanted)) {
            throw SharedOptions.wrong(
                    spec, format, Problem.quote(wanted) + ", expected one of " + String.join(", ", FORMATS));
        }
        List<ReportFiles.Report> files = reports.wanted(spec);
        Side[] sides = PhaseProgress.during(console, SharedOptions.isSet(quiet), progress ->
                new Side[] {read(before, progress), read(after, progress)});
        boolean refused = false;
        for (Side side : sides) {
            refused |= side.refused().isPresent();
            side.refused().ifPresent(this::print);
        }
        if (refused) {
            console.err().println("orrery: nothing is compared while there are errors");
            return ExitStatus.PROBLEMS;
        }
        RepositoryDifference difference = SiteDiff.compare(sides[0], sides[1]);
        print(difference, wanted, console.outStyle(), console.out());
        for (ReportFiles.Report report : files) {
            report.write(out -> print(difference, report.format(), Style.PLAIN, out));
        }
        return ExitStatus.DONE;
    }

    private static void print(RepositoryDifference difference, String wanted, Style style, PrintWriter out) {
        switch (wanted) {
            case "json" -> DifferenceJson.print(difference, out);
            case "markdown" -> DifferenceMarkdown.print(difference, out);
            default -> new DifferenceText(style).print(difference, out);
        }
    }

    private Side read(PositionalParamSpec which, Progress progress) throws IOException {
        String place = which.getValue();
        Optional<Side> side = new SiteDiff(DcosReleaseVersion.DEFAULTS, progress).read(place);
        return side.orElseThrow(() -> new ParameterException(
                spec.commandLine(),
                Problem.quote(place) + " is neither a directory with a repository or a site nor an http or https URL"));
    }

    private void print(CheckResult checked) {
        new TextProblems(console.errStyle(), false, false, EnumSet.of(Severity.ERROR)).print(checked, console.err());
    }

    private static PositionalParamSpec place(String index, String label, String what) {
        return PositionalParamSpec.builder()
                .index(index)
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel(label)
                .description(what + ": a repository, the directory of a site, or its URL.")
                .build();
    }
}
