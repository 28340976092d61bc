package io.github.orrery.cli;

import io.github.orrery.SiteBuild;
import io.github.orrery.SiteCheck;
import io.github.orrery.publish.PublishClock;
import io.github.orrery.verify.SiteVerifier;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code orrery} without a command: says what commands there are. */
final class OrreryCommand implements Callable<Integer> {
    private final CommandSpec spec = SharedOptions.command(
            this, "orrery", "Publishes a DC/OS Universe as flat files that any static host serves.");

    private OrreryCommand() {
        spec.usageMessage().synopsisSubcommandLabel("COMMAND");
    }

    /** All commands, ready to run; for a build, which runs on every save, no other is made. */
    static CommandLine commandLine(Console console, String... arguments) {
        CommandLine line = new CommandLine(new OrreryCommand().spec);
        line.addSubcommand(new BuildCommand(console, SiteBuild::run).spec());
        if (arguments.length == 0 || !arguments[0].equals("build")) {
            addOthers(line, console);
        }
        line.setExpandAtFiles(false); // a word that begins with @ is no file of words
        line.setOut(console.out());
        line.setErr(console.err());
        line.setColorScheme(Help.defaultColorScheme(console.outStyle() == Style.COLOURED ? Ansi.ON : Ansi.OFF));
        return line;
    }

    private static void addOthers(CommandLine line, Console console) {
        line.addSubcommand(new CheckCommand(console, SiteCheck::run).spec());
        line.addSubcommand(new ServeCommand(console, ServeCommand::untilKilled).spec());
        line.addSubcommand(new VerifyCommand(console, SiteVerifier::verify).spec());
        line.addSubcommand(new PublishCommand(console, SiteVerifier::verify, PublishClock.ofMachine()).spec());
        line.addSubcommand(new DiffCommand(console).spec());
        line.addSubcommand(new CompletionCommand(console).spec());
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
