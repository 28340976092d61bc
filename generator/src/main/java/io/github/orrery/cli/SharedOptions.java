package io.github.orrery.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The options that several commands have, and how their words become values. Options are built, not annotated: reading
 * annotations would take a tenth of a second of each run.
 */
final class SharedOptions {
    private static final int LEAST_MEGABYTES = 16;

    private SharedOptions() {}

    /** A command with what every command has. */
    static CommandSpec command(Object command, String name, String... description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command);
        spec.name(name);
        spec.versionProvider(new OrreryVersion());
        spec.usageMessage().description(description).sortOptions(false).width(100);
        spec.addOption(flag("--help", "Show this help.").toBuilder()
                .names("-h", "--help")
                .usageHelp(true)
                .build());
        spec.addOption(flag("--version", "Show the version.").toBuilder()
                .names("-V", "--version")
                .versionHelp(true)
                .build());
        return spec;
    }

    static OptionSpec repo() {
        return OptionSpec.builder("--repo")
                .type(String.class)
                .paramLabel("DIR")
                .defaultValue("repo")
                .description("The Universe: a directory with packages/ or repo/packages/. Default: repo")
                .build();
    }

    static OptionSpec strict() {
        return flag("--strict", "Count warnings as errors.");
    }

    static OptionSpec allowNonAscii() {
        return flag("--allow-non-ascii", "Only warn of text that is not ASCII.");
    }

    static OptionSpec quiet() {
        return flag("--quiet", "Print problems and results only, no progress and no summary.").toBuilder()
                .names("-q", "--quiet")
                .build();
    }

    /** Read by the launcher: the heap has its size before this program can read words. */
    static OptionSpec memory() {
        return OptionSpec.builder("--memory")
                .type(String.class)
                .paramLabel("SIZE")
                .description("The most memory the heap may take, e.g. 512m or 1g. Default: 320m; 768m for serve."
                        + " (The launcher reads it; with java -jar say -Xmx.)")
                .build();
    }

    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .defaultValue("false")
                .description(description)
                .build();
    }

    static boolean isSet(OptionSpec option) {
        return Boolean.TRUE.equals(option.getValue());
    }

    /** The words of an option that may be given several times. */
    static List<String> words(OptionSpec option) {
        List<String> words = option.getValue();
        return words == null ? List.of() : words;
    }

    static Path path(CommandSpec spec, OptionSpec option) {
        String text = option.getValue();
        if (text.isEmpty()) {
            throw wrong(spec, option, "is empty, expected a path");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw wrong(spec, option, "cannot be a path here: " + text + " (" + e.getReason() + ")");
        }
    }

    /**
     * A directory that looks like a repository.
     *
     * @throws AccessDeniedException where nobody can tell, since this user may not read it
     */
    static Path repository(CommandSpec spec, OptionSpec option) throws AccessDeniedException {
        Path repo = path(spec, option);
        if (!Files.isDirectory(repo)) {
            throw wrong(spec, option, "there is no directory " + repo);
        }
        if (!Files.isExecutable(repo)) {
            throw new AccessDeniedException(repo.toString());
        }
        if (!Files.isDirectory(repo.resolve("packages")) && !Files.isDirectory(repo.resolve("repo/packages"))) {
            throw wrong(spec, option, repo + " holds neither packages/ nor repo/packages/");
        }
        return repo;
    }

    /** The launcher takes what it understands; what it does not is wrong here. */
    static void refuseBadMemory(CommandSpec spec, OptionSpec option) {
        String size = option.getValue();
        if (size == null) {
            return;
        }
        if (!size.matches("(?!0[0-9])([0-9]{1,6}[mM]|[0-9]{1,3}[gG])")) {
            throw wrong(spec, option, size + " is no size of memory, expected one like 512m or 1g");
        }
        int number = Integer.parseInt(size.substring(0, size.length() - 1));
        if (number < (size.matches(".*[gG]") ? 1 : LEAST_MEGABYTES)) {
            throw wrong(spec, option, size + " is too little memory, expected " + LEAST_MEGABYTES + "m or more");
        }
    }

    static ParameterException wrong(CommandSpec spec, OptionSpec option, String message) {
        return new ParameterException(spec.commandLine(), option.longestName() + ": " + message);
    }
}
