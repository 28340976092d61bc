package io.github.orrery.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The option {@code --report FORMAT=FILE}: what a command found in further forms, each in a file, without working twice. */
final class ReportFiles {
    private final List<String> formats;
    private final OptionSpec option;

    /** @param formats the words that may stand before the {@code =} */
    ReportFiles(List<String> formats) {
        this.formats = List.copyOf(formats);
        this.option = OptionSpec.builder("--report")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("FORMAT=FILE")
                .description("Write it to a file too, in one of these formats: " + String.join(", ", formats)
                        + ". May be repeated.")
                .build();
    }

    OptionSpec option() {
        return option;
    }

    /**
     * A report that is asked for.
     *
     * @param format one of the words
     */
    record Report(String format, Path file) {
        /** @throws IOException where the file cannot be written */
        void write(Consumer<PrintWriter> content) throws IOException {
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
                content.accept(out);
                if (out.checkError()) {
                    throw new IOException(file + ": cannot be written to its end");
                }
            }
        }
    }

    /** The reports that are asked for; wrong words end the command before it begins to work. */
    List<Report> wanted(CommandSpec spec) {
        List<String> words = option.getValue();
        List<Report> reports = new ArrayList<>();
        for (String word : words == null ? List.<String>of() : words) {
            int sign = word.indexOf('=');
            String format = word.substring(0, Math.max(0, sign));
            if (!formats.contains(format) || sign + 1 == word.length()) {
                throw SharedOptions.wrong(
                        spec, option, word + ", expected FORMAT=FILE with one of " + String.join(", ", formats));
            }
            try {
                reports.add(new Report(format, Path.of(word.substring(sign + 1))));
            } catch (InvalidPathException e) {
                throw SharedOptions.wrong(spec, option, word + " names no path: " + e.getReason());
            }
        }
        return reports;
    }
}
