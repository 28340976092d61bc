package io.github.orrery.conformance;

import io.github.orrery.BuildOptions;
import io.github.orrery.BuildResult;
import io.github.orrery.problem.Problem;
import io.github.orrery.testing.BuiltSite;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Damages a package of the real Universe in one place, again and again, and builds it: run as a program of its own, with
 * little memory. Arguments: the repository, a directory to work in, the number of rounds, the first seed. Prints a line
 * for each round that ends in anything but a site or located errors, and what was seen at the end.
 */
final class MutationRounds {
    /** What a round does to a file. */
    private enum Mutation {
        FLIP_BYTES,
        CUT_SHORT,
        EMPTY,
        DROP_MEMBER,
        CHANGE_TYPE,
        RENAME_MEMBER,
        REPEAT_MEMBER,
        NEST_ARRAYS,
        NEST_OBJECTS,
        NEST_SECTIONS,
        LONG_STRING,
        HUGE_FILE,
        NOT_UTF8,
        LONE_SURROGATE,
        HUGE_NUMBER,
        NON_ASCII,
        CONTROL_CHARACTERS,
        MARKUP,
        REFERENCE,
        PATTERN
    }

    private static final Pattern MEMBER = Pattern.compile("\"([^\"\\\\\\n]{1,40})\"\\s*:\\s*");
    private static final Pattern VALUE =
            Pattern.compile(":\\s*(\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|-?[0-9][0-9.eE+-]*|true|false|null)");
    private static final long LONGEST_SECONDS = 20; // on a busy machine; alone each takes well below 5

    private final Path repo;
    private final Path work;

    private MutationRounds(Path repo, Path work) {
        this.repo = repo;
        this.work = work;
    }

    public static void main(String[] words) throws IOException {
        MutationRounds rounds = new MutationRounds(Path.of(words[0]), Path.of(words[1]));
        List<Path> packages = rounds.packages();
        int bad = 0;
        int refused = 0;
        int number = Integer.parseInt(words[2]);
        long first = Long.parseLong(words[3]);
        for (long seed = first; seed < first + number; seed++) {
            Random random = new Random(seed);
            Path chosen = packages.get(random.nextInt(packages.size()));
            Mutation mutation = Mutation.values()[(int) (seed % Mutation.values().length)];
            String name = "seed " + seed + " " + mutation + " " + chosen.getFileName();
            long begin = System.nanoTime();
            try {
                String outcome = rounds.round(chosen, mutation, random);
                if (outcome.equals("refused")) {
                    refused++;
                } else if (!outcome.equals("built")) {
                    bad++;
                    System.out.println(name + ": " + outcome);
                }
            } catch (IOException | RuntimeException | Error e) {
                bad++;
                System.out.println(name + ": " + e + " "
                        + List.of(e.getStackTrace()).subList(0, Math.min(6, e.getStackTrace().length)));
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
            if (seconds > LONGEST_SECONDS) {
                bad++;
                System.out.println(name + ": took " + seconds + " seconds");
            }
        }
        System.out.println("rounds " + number + " refused " + refused + " bad " + bad);
    }

    private List<Path> packages() throws IOException {
        List<Path> packages = new ArrayList<>();
        try (Stream<Path> directories = Files.find(
                repo.resolve("packages"),
                2,
                (path, attributes) -> repo.resolve("packages").relativize(path).getNameCount() == 2)) {
            for (Path directory : directories.sorted().toList()) {
                try (Stream<Path> revisions = Files.list(directory)) {
                    if (revisions.count() <= 4) {
                        packages.add(directory);
                    }
                }
            }
        }
        return packages;
    }

    private String round(Path chosen, Mutation mutation, Random random) throws IOException {
        Path copy = work.resolve("repo");
        delete(copy);
        Path place = copy.resolve(repo.relativize(chosen));
        List<Path> files = copy(chosen, place);
        files.removeIf(file -> !fits(file, mutation));
        if (!files.isEmpty()) {
            mutate(files.get(random.nextInt(files.size())), mutation, random);
        }
        BuildResult result = BuiltSite.run(BuildOptions.of(copy, work.resolve("site")));
        if (result.written()) {
            return "built";
        }
        for (Problem problem : result.checked().problems()) {
            String file = problem.location().file();
            if (problem.isError() && !Files.exists(copy.resolve(file))) {
                return "an error at no place: " + problem;
            }
            if (problem.isError() && file.isEmpty()) {
                return "an error without a place: " + problem;
            }
            if (problem.message().length() > 2000 || problem.message().chars().anyMatch(c -> c < ' ')) {
                return "a message that is too long or not one line: " + problem.ruleId();
            }
        }
        return result.checked().hasErrors() ? "refused" : "neither built nor refused";
    }

    private static boolean fits(Path file, Mutation mutation) {
        String name = file.getFileName().toString();
        return switch (mutation) {
            case NEST_SECTIONS -> name.endsWith(".mustache");
            case REFERENCE, PATTERN -> name.equals("config.json");
            case FLIP_BYTES, CUT_SHORT, EMPTY, HUGE_FILE, NOT_UTF8 -> true;
            default -> name.endsWith(".json");
        };
    }

    private static void mutate(Path file, Mutation mutation, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        switch (mutation) {
            case FLIP_BYTES -> {
                for (int n = 1 + random.nextInt(4); n > 0; n--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                Files.write(file, bytes);
            }
            case CUT_SHORT -> write(file, text.substring(0, random.nextInt(text.length())));
            case EMPTY -> write(file, random.nextBoolean() ? "" : " \n");
            case DROP_MEMBER -> write(file, dropLine(text, random));
            case CHANGE_TYPE ->
                write(
                        file,
                        replaceValue(
                                text,
                                random,
                                List.of(
                                                "null",
                                                "[]",
                                                "{}",
                                                "1",
                                                "-1.5e3",
                                                "\"x\"",
                                                "true",
                                                "\"\"",
                                                "[null]",
                                                "{\"a\":{}}")
                                        .get(random.nextInt(10))));
            case RENAME_MEMBER -> write(file, replaceName(text, random, "other" + random.nextInt(9)));
            case REPEAT_MEMBER -> write(file, replaceName(text, random, "name"));
            case NEST_ARRAYS -> write(file, replaceValue(text, random, nested("[", "]")));
            case NEST_OBJECTS -> write(file, replaceValue(text, random, nested("{\"properties\":", "}")));
            case NEST_SECTIONS -> write(file, "{{#a}}".repeat(100_000) + text + "{{/a}}".repeat(100_000));
            case LONG_STRING -> write(file, replaceValue(text, random, '"' + filler(random, 1_900_000) + '"'));
            case HUGE_FILE -> {
                try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
                    huge.setLength(100L * 1024 * 1024);
                }
            }
            case NOT_UTF8 -> write(file, insert(text, random, "\u00ff\u00c3("));
            case LONE_SURROGATE -> write(file, replaceValue(text, random, "\"\\ud800x\""));
            case HUGE_NUMBER ->
                write(
                        file,
                        replaceValue(
                                text,
                                random,
                                List.of("1e1000000000", "9".repeat(1_000_000), "1e-99999999999", "-1e308", "0.1e308")
                                        .get(random.nextInt(5))));
            case NON_ASCII -> write(file, replaceValue(text, random, "\"\u00c3\u00a9\\u202e\\u0007\""));
            case CONTROL_CHARACTERS -> write(file, replaceValue(text, random, "\"\\u001b[31m\\n::error::x\\u0000\""));
            case MARKUP ->
                write(
                        file,
                        replaceValue(
                                text,
                                random,
                                '"'
                                        + List.of(
                                                        "</title><script>alert(1)</script>",
                                                        "${7*7} <#assign x=1> {{>/etc/passwd}}",
                                                        "javascript:alert(1)",
                                                        "../../../etc/passwd",
                                                        "[a](".repeat(30_000),
                                                        ">".repeat(20_000),
                                                        "- ".repeat(10_000),
                                                        "``a`b``".repeat(20_000))
                                                .get(random.nextInt(8))
                                        + '"'));
            case REFERENCE ->
                write(
                        file,
                        "{\"$ref\": \""
                                + List.of("#", "#/definitions/a", "http://127.0.0.1:1/x", "file:///dev/zero", "x:")
                                        .get(random.nextInt(5))
                                + "\", \"definitions\": {\"a\": {\"$ref\": \"#/definitions/b\"}, \"b\": {\"$ref\":"
                                + " \"#/definitions/a\"}}, \"properties\": {\"p\": {\"$ref\": \"#/definitions/a\"}}}");
            case PATTERN ->
                write(
                        file,
                        "{\"type\": \"object\", \"properties\": {\"p\": {\"type\": \"string\", \"default\": \""
                                + "a".repeat(40) + "!\", \"pattern\": \""
                                + List.of(
                                                "^(a+)+$",
                                                "^(.*?,){20}P",
                                                "((a{1000}){1000}){1000}",
                                                "(",
                                                "(a|b)*",
                                                "(?<=a)\\\\1")
                                        .get(random.nextInt(6))
                                + "\"}}}");
        }
    }

    private static String nested(String open, String close) {
        return open.repeat(100_000) + "1" + close.repeat(100_000);
    }

    private static String filler(Random random, int length) {
        return List.of("a", "a ", "x\\\"", "{{", "[", "\\n", "*_")
                .get(random.nextInt(7))
                .repeat(length / 3);
    }

    private static String dropLine(String text, Random random) {
        String[] lines = text.split("\n", -1);
        int dropped = random.nextInt(lines.length);
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            rest.append(i == dropped ? "" : lines[i] + "\n");
        }
        return rest.toString();
    }

    private static String replaceValue(String text, Random random, String value) {
        List<int[]> found = spans(VALUE.matcher(text), 1);
        if (found.isEmpty()) {
            return value;
        }
        int[] span = found.get(random.nextInt(found.size()));
        return text.substring(0, span[0]) + value + text.substring(span[1]);
    }

    private static String replaceName(String text, Random random, String name) {
        List<int[]> found = spans(MEMBER.matcher(text), 1);
        if (found.isEmpty()) {
            return text;
        }
        int[] span = found.get(random.nextInt(found.size()));
        return text.substring(0, span[0]) + name + text.substring(span[1]);
    }

    private static String insert(String text, Random random, String inserted) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + inserted + text.substring(at);
    }

    private static List<int[]> spans(Matcher matcher, int group) {
        List<int[]> spans = new ArrayList<>();
        while (matcher.find()) {
            spans.add(new int[] {matcher.start(group), matcher.end(group)});
        }
        return spans;
    }

    private static void write(Path file, String latin1) throws IOException {
        Files.write(file, latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<Path> copy(Path from, Path to) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.sorted().toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    files.add(Files.copy(path, target));
                }
            }
        }
        return files;
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> paths = Files.walk(tree)) {
                for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
