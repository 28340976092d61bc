package io.github.orrery.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** A console that keeps what is written to it. */
final class TestConsole {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Console console;

    private TestConsole(boolean terminal, Map<String, String> environment) {
        console = new Console(new PrintWriter(out), new PrintWriter(err), terminal, terminal, environment);
    }

    static TestConsole ofFile(Map<String, String> environment) {
        return new TestConsole(false, environment);
    }

    static TestConsole ofTerminal(Map<String, String> environment) {
        return new TestConsole(true, environment);
    }

    Console console() {
        return console;
    }

    int run(String... arguments) {
        return CommandLineRun.run(arguments, console);
    }

    String out() {
        console.out().flush();
        return out.toString();
    }

    String err() {
        console.err().flush();
        return err.toString();
    }
}
