package io.github.orrery.cli;

import io.github.orrery.verify.Depth;
import io.github.orrery.verify.Verification;
import io.github.orrery.verify.VerifyLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** {@code orrery verify SITE}: says what is wrong with a built site, in a directory or behind a URL. */
final class VerifyCommand implements Callable<Integer> {
    /** The work behind the command. */
    interface Verifier {
        Optional<Verification> verify(String site, VerifyLimits limits, Depth depth) throws IOException;
    }

    private final Console console;
    private final Verifier verifier;
    private final PositionalParamSpec site = PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(String.class)
            .paramLabel("SITE")
            .description("A directory with a built site, or an http or https URL: of a site, of one index, or one"
                    + " that ends in /repo and answers each cluster by its request.")
            .build();
    private final OptionSpec json = SharedOptions.flag("--json", "Print the findings as one JSON object.");
    private final OptionSpec strict = SharedOptions.strict();
    private final OptionSpec all = SharedOptions.flag(
            "--all", "Behind a URL, fetch every file and compare its sum, not only what clusters read.");
    private final OptionSpec timeout = OptionSpec.builder("--timeout")
            .type(int.class)
            .paramLabel("SECONDS")
            .defaultValue("600")
            .description("How long one file behind a URL may take. Default: 600")
            .build();
    private final OptionSpec maxBytes = OptionSpec.builder("--max-bytes")
            .type(long.class)
            .paramLabel("N")
            .defaultValue(Long.toString(VerifyLimits.DEFAULT.plainBytes()))
            .description("How long one file may be, decompressed. Default: " + VerifyLimits.DEFAULT.plainBytes())
            .build();
    private final OptionSpec quiet = SharedOptions.quiet();
    private final OptionSpec memory = SharedOptions.memory();
    private final CommandSpec spec;

    VerifyCommand(Console console, Verifier verifier) {
        this.console = console;
        this.verifier = verifier;
        this.spec = SharedOptions.command(
                this,
                "verify",
                "Looks at a built site as its clients do, and says which DC/OS versions can use it and what to mend.");
        spec.addPositional(site);
        for (OptionSpec option : List.of(json, strict, all, timeout, maxBytes, quiet, memory)) {
            spec.addOption(option);
        }
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        SharedOptions.refuseBadMemory(spec, memory);
        int seconds = timeout.getValue();
        long bytes = maxBytes.getValue();
        if (seconds < 1) {
            throw SharedOptions.wrong(spec, timeout, seconds + ", expected at least 1");
        }
        if (bytes < 1) {
            throw SharedOptions.wrong(spec, maxBytes, bytes + ", expected at least 1");
        }
        VerifyLimits limits = VerifyLimits.DEFAULT.withPlainBytes(bytes).withTotal(Duration.ofSeconds(seconds));
        String given = site.getValue();
        Depth depth = SharedOptions.isSet(all) ? Depth.EVERYTHING : Depth.CLIENTS;
        Verification verification = PhaseProgress.during(console, SharedOptions.isSet(quiet), progress -> {
                    progress.at("verifying", 0, 0);
                    return verifier.verify(given, limits, depth);
                })
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        given + " is neither a directory nor an http or https URL (without a user name)"));
        if (SharedOptions.isSet(json)) {
            VerificationJson.print(verification, console.out());
        } else {
            new VerificationText(console.outStyle(), !SharedOptions.isSet(quiet)).print(verification, console.out());
        }
        boolean wrong = verification.errors() > 0 || (SharedOptions.isSet(strict) && verification.warnings() > 0);
        return wrong ? ExitStatus.PROBLEMS : ExitStatus.DONE;
    }
}
