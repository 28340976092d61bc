package io.github.orrery.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** What differs between two config.json: one table for all that compare them, {@code option-changes.txt}. */
public final class OptionChanges {
    /**
     * A line of the table.
     *
     * @param before a config.json
     * @param after another one
     * @param changes what differs, sorted, e.g. {@code +a -b.c! ~d}; {@code !} stands where it breaks
     */
    public record Case(String before, String after, String changes) {}

    private OptionChanges() {}

    public static List<Case> cases() {
        try (InputStream in = OptionChanges.class.getResourceAsStream("/option-changes.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(OptionChanges::line)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case line(String line) {
        String[] parts = line.replace('\'', '"').split(";", -1);
        return new Case(config(parts[0].strip()), config(parts[1].strip()), parts[2].strip());
    }

    private static String config(String text) {
        return text.startsWith("{") ? text : "{\"properties\": {\"x\": {" + text + "}}}";
    }
}
