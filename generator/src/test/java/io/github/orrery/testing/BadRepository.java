package io.github.orrery.testing;

import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An example of what a rule forbids: a folder of {@code bad/} with {@code repo/}, {@code problems.txt} and, for what git
 * cannot hold, {@code setup.txt} with a line for each thing to be made:
 *
 * <pre>
 * directory PATH        an empty directory
 * link PATH TARGET      a symbolic link
 * deny PATH             nobody may read the file
 * grow PATH BYTES       blanks are added up to a length
 * </pre>
 *
 * @param folder its folder; named like the rule
 */
public record BadRepository(Path folder) {
    private static final Path ALL = Path.of("src", "test", "resources", "bad");

    /** All examples, by rule. */
    public static List<BadRepository> all() {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.sorted().map(BadRepository::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String rule() {
        return folder.getFileName().toString();
    }

    /** The lines that checking it must print. */
    public List<String> problems() throws IOException {
        Path file = folder.resolve("problems.txt");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    public void writeProblems(List<String> lines) throws IOException {
        Files.write(folder.resolve("problems.txt"), lines);
    }

    /** The templates of pages that the example is about; most are about a repository. */
    public Optional<Path> templates() {
        return Optional.of(folder.resolve("templates")).filter(Files::isDirectory);
    }

    /** Whether the example is about icons that a site serves itself: it holds an empty file {@code local-icons}. */
    public boolean wantsLocalIcons() {
        return Files.exists(folder.resolve("local-icons"));
    }

    /** Makes the repository in an empty directory. */
    public Path in(Path directory) throws IOException {
        Path source = folder.resolve("repo");
        Path repo = directory.resolve("repo");
        try (Stream<Path> paths = Files.walk(source)) {
            for (Path path : paths.toList()) {
                Path target = repo.resolve(source.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
        Path setup = folder.resolve("setup.txt");
        if (Files.exists(setup)) {
            for (String line : Files.readAllLines(setup)) {
                make(repo, line.split(" "));
            }
        }
        return repo;
    }

    private static void make(Path repo, String[] words) throws IOException {
        Path path = repo.resolve(words[1]);
        switch (words[0]) {
            case "directory" -> Files.createDirectories(path);
            case "link" -> Files.createSymbolicLink(path, Path.of(words[2]));
            case "deny" -> Files.setPosixFilePermissions(path, Set.of());
            case "grow" -> {
                byte[] text = Files.readAllBytes(path);
                byte[] longer = Arrays.copyOf(text, Integer.parseInt(words[2]));
                Arrays.fill(longer, text.length, longer.length, (byte) ' ');
                Files.write(path, longer);
            }
            default -> throw new IllegalArgumentException(String.join(" ", words));
        }
    }

    /** A problem as {@code problems.txt} has it: as it is printed, from the repository on. */
    public static String line(Problem problem) {
        Location at = problem.location();
        String place = at.line() == 0 ? "" : ":" + at.line() + ":" + at.column();
        return at.file() + place + ": " + problem.severity().word() + ": " + problem.message() + " [" + problem.ruleId()
                + "]";
    }
}
