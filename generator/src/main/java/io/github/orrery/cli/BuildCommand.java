package io.github.orrery.cli;

import io.github.orrery.Baseline;
import io.github.orrery.BuildOptions;
import io.github.orrery.BuildResult;
import io.github.orrery.CheckResult;
import io.github.orrery.Progress;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.problem.Severity;
import io.github.orrery.site.Family;
import io.github.orrery.write.OutputRefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code orrery build}: a repository becomes a site. */
final class BuildCommand implements Callable<Integer> {
    /** What builds. */
    interface Builder {
        BuildResult run(BuildOptions options, Baseline baseline, Progress progress)
                throws IOException, OutputRefusedException;
    }

    private static final List<String> FAMILIES =
            Arrays.stream(Family.values()).map(Family::word).toList();

    private final Console console;
    private final Builder builder;
    private final OptionSpec repo = SharedOptions.repo();
    private final OptionSpec out = OptionSpec.builder("--out")
            .type(String.class)
            .paramLabel("DIR")
            .defaultValue("site-out")
            .description("The directory that becomes the site. Default: site-out")
            .build();
    private final OptionSpec baseUrl = OptionSpec.builder("--base-url")
            .type(String.class)
            .paramLabel("URL")
            .description("Where the site will live, for the few absolute links.")
            .build();
    private final OptionSpec dcosVersion = list("--dcos-version", "V")
            .description("The DC/OS versions to publish for, in place of " + words(BuildOptions.DEFAULT_DCOS_VERSIONS)
                    + ". Below 1.8 a zip, else JSON. May be repeated.")
            .build();
    private final OptionSpec without = list("--without", "FAMILY")
            .completionCandidates(FAMILIES)
            .description("Leave out: " + words(FAMILIES) + ". May be repeated.")
            .build();
    private final OptionSpec templates = OptionSpec.builder("--templates")
            .type(String.class)
            .paramLabel("DIR")
            .description("Templates that go before the bundled ones.")
            .build();
    private final OptionSpec strict = SharedOptions.strict();
    private final OptionSpec allowNonAscii = SharedOptions.allowNonAscii();
    private final OptionSpec clean = SharedOptions.flag(
            "--clean", "Ignore what earlier runs kept. (A build keeps nothing yet: each is a clean one.)");
    private final OptionSpec quiet = SharedOptions.quiet();
    private final OptionSpec memory = SharedOptions.memory();
    private final CommandSpec spec;

    BuildCommand(Console console, Builder builder) {
        this.console = console;
        this.builder = builder;
        this.spec = SharedOptions.command(
                this,
                "build",
                "Builds a site from a repository: the indexes of all clusters, archives, a catalogue for people.");
        for (OptionSpec option : List.of(
                repo, out, baseUrl, dcosVersion, without, templates, strict, allowNonAscii, clean, quiet, memory)) {
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

    private BuildOptions options() {
        SharedOptions.refuseBadMemory(spec, memory);
        return new BuildOptions(
                SharedOptions.repository(spec, repo),
                SharedOptions.path(spec, out),
                url(),
                versions(),
                families(),
                templates.getValue() == null ? null : templates(),
                SharedOptions.isSet(strict),
                SharedOptions.isSet(allowNonAscii));
    }

    private Path templates() {
        Path directory = SharedOptions.path(spec, templates);
        if (!Files.isDirectory(directory)) {
            throw SharedOptions.wrong(spec, templates, "there is no directory " + directory);
        }
        return directory;
    }

    private List<DcosReleaseVersion> versions() {
        List<String> given = SharedOptions.words(dcosVersion);
        if (given.isEmpty()) {
            return BuildOptions.DEFAULT_DCOS_VERSIONS;
        }
        return given.stream()
                .map(word -> DcosReleaseVersion.parse(word.strip())
                        .orElseThrow(() -> SharedOptions.wrong(
                                spec,
                                dcosVersion,
                                Problem.quote(word) + " is no DC/OS version, expected dotted numbers like 1.13")))
                .toList();
    }

    private Set<Family> families() {
        EnumSet<Family> families = EnumSet.noneOf(Family.class);
        for (String word : SharedOptions.words(without)) {
            families.add(Family.parse(word.strip())
                    .orElseThrow(() -> SharedOptions.wrong(
                            spec, without, Problem.quote(word) + " is no family; there are " + words(FAMILIES))));
        }
        return families;
    }

    private @Nullable URI url() {
        String text = baseUrl.getValue();
        if (text == null) {
            return null;
        }
        try {
            URI url = new URI(text.endsWith("/") ? text : text + "/");
            boolean isWeb = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (isWeb
                    && url.getHost() != null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw SharedOptions.wrong(spec, baseUrl, Problem.quote(text) + " is no URL: " + e.getReason());
        }
        throw SharedOptions.wrong(
                spec, baseUrl, Problem.quote(text) + " cannot be a site, expected one like https://host/path/");
    }

    private static OptionSpec.Builder list(String name, String label) {
        return OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .splitRegex(",")
                .splitRegexSynopsisLabel(",")
                .paramLabel(label);
    }

    private static String words(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
