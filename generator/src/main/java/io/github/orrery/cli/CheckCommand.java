package io.github.orrery.cli;

import io.github.orrery.Baseline;
import io.github.orrery.CheckOptions;
import io.github.orrery.CheckResult;
import io.github.orrery.Progress;
import io.github.orrery.problem.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code orrery check}: says all that is wrong with a repository. */
final class CheckCommand implements Callable<Integer> {
    /** What checks. */
    interface Checker {
        CheckResult run(CheckOptions options, Progress progress) throws IOException;
    }

    private final Console console;
    private final Checker checker;
    private final OptionSpec repo = SharedOptions.repo();
    private final OptionSpec format = OptionSpec.builder("--format")
            .type(String.class)
            .paramLabel("FORMAT")
            .defaultValue("text")
            .completionCandidates(ProblemFormat.words())
            .description("text, json, github (annotations) or sarif (2.1.0). Default: text")
            .build();
    private final ReportFiles reports = new ReportFiles(ProblemFormat.words());
    private final OptionSpec all =
            SharedOptions.flag("--all", "Also show warnings of revisions that are not the newest of their package.");
    private final OptionSpec strict = SharedOptions.strict();
    private final OptionSpec allowNonAscii = SharedOptions.allowNonAscii();
    private final OptionSpec writeBaseline = SharedOptions.flag(
            "--write-baseline",
            "Accept all warnings there are now: write them to " + Baseline.FILE
                    + " in the --repo directory, and show them no more. Errors cannot be accepted.");
    private final OptionSpec quiet = SharedOptions.quiet();
    private final OptionSpec memory = SharedOptions.memory();
    private final CommandSpec spec;

    CheckCommand(Console console, Checker checker) {
        this.console = console;
        this.checker = checker;
        this.spec = SharedOptions.command(
                this, "check", "Checks a repository and prints all that is wrong, each at its place.");
        for (OptionSpec option :
                List.of(repo, format, reports.option(), all, strict, allowNonAscii, writeBaseline, quiet, memory)) {
            spec.addOption(option);
        }
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        SharedOptions.refuseBadMemory(spec, memory);
        ProblemFormat chosen = format(format.getValue());
        List<ReportFiles.Report> wanted = reports.wanted(spec);
        Path directory = SharedOptions.repository(spec, repo);
        CheckResult result = SharedOptions.isSet(writeBaseline) ? acceptWarnings(directory) : check(directory);
        printer(chosen, console.outStyle()).print(result, console.out());
        for (ReportFiles.Report report : wanted) {
            report.write(out -> printer(format(report.format()), Style.PLAIN).print(result, out));
        }
        return result.hasErrors() ? ExitStatus.PROBLEMS : ExitStatus.DONE;
    }

    private ProblemPrinter printer(ProblemFormat chosen, Style style) {
        return chosen.printer(style, SharedOptions.isSet(all), !SharedOptions.isSet(quiet));
    }

    private CheckResult check(Path directory) throws IOException {
        Problems problems = new Problems();
        Baseline baseline = Baseline.read(directory, problems);
        return problems.hasErrors()
                ? new CheckResult(directory, problems.sorted(), 0, Set.of())
                : run(directory, baseline, SharedOptions.isSet(strict));
    }

    private CheckResult acceptWarnings(Path directory) throws IOException {
        CheckResult found = run(directory, Baseline.NONE, false);
        Baseline baseline = Baseline.of(found.problems());
        baseline.write(directory);
        console.err()
                .println("orrery: " + directory.resolve(Baseline.FILE) + " accepts "
                        + RuleCounts.amount(baseline.entries().size(), "warning"));
        return CheckResult.of(found.root(), found.problems(), baseline, false, found.olderRevisionDirectories());
    }

    private CheckResult run(Path directory, Baseline baseline, boolean isStrict) throws IOException {
        CheckOptions options = new CheckOptions(directory, baseline, isStrict, SharedOptions.isSet(allowNonAscii));
        return PhaseProgress.during(console, SharedOptions.isSet(quiet), progress -> checker.run(options, progress));
    }

    private ProblemFormat format(String word) {
        return ProblemFormat.parse(word)
                .orElseThrow(() -> SharedOptions.wrong(
                        spec, format, word + " is no format; there are " + String.join(", ", ProblemFormat.words())));
    }
}
