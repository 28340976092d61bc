package io.github.orrery.cli;

import io.github.orrery.SiteBuild;
import java.io.FileDescriptor;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Where the program begins, and the only place where it ends. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its status. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("build")) {
            SiteBuild.prepare();
        }
        // Which streams are terminals Java cannot tell of each; the launcher can.
        List<String> terminals =
                Arrays.asList(System.getProperty("orrery.terminals", "").split(","));
        Console console = new Console(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                terminals.contains("out"),
                terminals.contains("err"),
                System.getenv());
        System.exit(CommandLineRun.run(arguments, console));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(StandardStream.of(descriptor), false, StandardCharsets.UTF_8);
    }
}
