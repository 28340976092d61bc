package io.github.orrery.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A Java process of its own with the classes under test, for what happens to processes only. */
public final class Child {
    /** @param output standard output and standard error together */
    public record Result(int status, String output) {}

    /** All that is taken from the environment of the tests: CI, NO_COLOR and their like change what is printed. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");

    private final List<String> prefix = new ArrayList<>();
    private final List<String> options =
            new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    private final Map<String, String> environment = new TreeMap<>();

    /** Commands that run it, e.g. {@code taskset -c 0}, or a shell script that ends in {@code exec "$@"}. */
    public Child under(String... command) {
        prefix.addAll(List.of(command));
        return this;
    }

    public Child option(String option) {
        options.add(option);
        return this;
    }

    public Child environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts the program's command line. */
    public Process startOrrery(String... words) {
        return start("io.github.orrery.cli.Main", words);
    }

    /** Runs the program's command line to its end. */
    public Result orrery(String... words) {
        return run("io.github.orrery.cli.Main", words);
    }

    /** Runs a main class to its end. */
    public Result run(String mainClass, String... words) {
        Process process = start(mainClass, words);
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Process start(String mainClass, String... words) {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
