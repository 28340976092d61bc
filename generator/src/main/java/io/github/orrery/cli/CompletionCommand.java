package io.github.orrery.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** {@code orrery completion SHELL}: prints a script that completes commands and options. */
final class CompletionCommand implements Callable<Integer> {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private final Console console;
    private final PositionalParamSpec shell = PositionalParamSpec.builder()
            .type(String.class)
            .arity("1")
            .index("0")
            .paramLabel("SHELL")
            .completionCandidates(SHELLS)
            .description("bash, zsh or fish")
            .build();
    private final CommandSpec spec;

    CompletionCommand(Console console) {
        this.console = console;
        this.spec = SharedOptions.command(
                this, "completion", "Prints a script that makes a shell complete commands and options.");
        spec.addPositional(shell);
        spec.usageMessage()
                .footer(
                        "",
                        "bash, zsh:  source <(orrery completion bash)",
                        "fish:       orrery completion fish | source");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        String word = shell.getValue();
        if (!SHELLS.contains(word)) {
            throw new ParameterException(
                    spec.commandLine(), word + " is no shell that there is a script for; there are bash, zsh and fish");
        }
        CommandLine orrery = spec.root().commandLine();
        // zsh reads the script for bash, which switches zsh's support for it on.
        console.out().print(word.equals("fish") ? fish(orrery) : AutoComplete.bash("orrery", orrery));
        return ExitStatus.DONE;
    }

    private static String fish(CommandLine orrery) {
        StringBuilder script = new StringBuilder();
        orrery.getSubcommands().forEach((name, command) -> {
            script.append("complete -c orrery -f -n __fish_use_subcommand -a ")
                    .append(name)
                    .append(description(command.getCommandSpec().usageMessage().description()))
                    .append('\n');
            for (OptionSpec option : command.getCommandSpec().options()) {
                script.append("complete -c orrery -n '__fish_seen_subcommand_from ")
                        .append(name)
                        .append("'")
                        .append(words(option))
                        .append(description(option.description()))
                        .append('\n');
            }
        });
        return script.toString();
    }

    private static String words(OptionSpec option) {
        StringBuilder words = new StringBuilder();
        for (String name : option.names()) {
            words.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        return words.append(option.arity().max() > 0 ? " -r" : "").toString();
    }

    private static String description(String[] lines) {
        return lines.length == 0 ? "" : " -d '" + lines[0].replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
