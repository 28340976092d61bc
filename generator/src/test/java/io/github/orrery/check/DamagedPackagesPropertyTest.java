package io.github.orrery.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.problem.Problem;
import io.github.orrery.testing.Checking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packages of the example, damaged at random: whatever stands in a file, checking says so and never fails, and what
 * it lets pass every cluster can decode.
 */
class DamagedPackagesPropertyTest {
    private static final Path EXAMPLE = Path.of("..", "repo", "packages");
    private static final int ROUNDS = 60;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void damageIsReportedAndNeverThrown(long seed) throws IOException {
        Random random = new Random(seed);
        List<Path> revisions = revisions();
        for (int round = 0; round < ROUNDS; round++) {
            Path repo = directory.resolve(Integer.toString(round));
            copy(
                    revisions.get(random.nextInt(revisions.size())),
                    repo,
                    (file, text) -> isJson(file) ? damaged(text, random.nextInt(4), random) : cut(text, random));

            List<Problem> problems = Checking.problems(repo, Strictness.FULL);

            assertThat(problems)
                    .as("seed " + seed + ", round " + round)
                    .allMatch(problem -> Rule.byId(problem.ruleId()).isPresent())
                    .allMatch(problem ->
                            problem.location().line() > 0 || problem.location().column() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatPassesTheChecksEveryClusterCanDecode(long seed) throws IOException {
        Random random = new Random(seed);
        List<Path> revisions = revisions();
        int passed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path repo = directory.resolve(Integer.toString(round));
            String victim = List.of("package.json", "resource.json", "config.json", "command.json")
                    .get(random.nextInt(4));
            copy(
                    revisions.get(random.nextInt(revisions.size())),
                    repo,
                    (file, text) -> file.endsWith(victim) ? damaged(text, 1, random) : text);

            if (Checking.problems(repo, Strictness.FULL).stream().noneMatch(Problem::isError)) {
                passed++;
                assertThat(Checking.undecodable(repo))
                        .as("seed " + seed + ", round " + round)
                        .isEmpty();
            }
        }
        assertThat(passed).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    private static List<Path> revisions() throws IOException {
        try (Stream<Path> paths =
                Files.find(EXAMPLE, 3, (path, attributes) -> path.getNameCount() == EXAMPLE.getNameCount() + 3)) {
            return paths.sorted().toList();
        }
    }

    /** What becomes of a file. */
    private interface Damage {
        byte[] of(Path file, byte[] text);
    }

    private static void copy(Path revision, Path repo, Damage damage) throws IOException {
        Path target = repo.resolve("packages").resolve(EXAMPLE.relativize(revision));
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(revision)) {
            for (Path file : files.sorted().toList()) {
                Files.write(target.resolve(file.getFileName().toString()), damage.of(file, Files.readAllBytes(file)));
            }
        }
    }

    private static boolean isJson(Path file) {
        return file.toString().endsWith(".json");
    }

    /** The tree with a few values removed or replaced by something of another kind. */
    private static byte[] damaged(byte[] json, int times, Random random) {
        JsonNode tree = Json.parseOwn(json);
        for (int i = 0; i < times; i++) {
            List<JsonNode> containers = new ArrayList<>();
            collect(tree, containers);
            JsonNode victim = containers.get(random.nextInt(containers.size()));
            if (victim instanceof ObjectNode object && !object.isEmpty()) {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = names.get(random.nextInt(names.size()));
                if (random.nextInt(3) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, other(random));
                }
            } else if (victim instanceof ArrayNode array) {
                array.add(other(random));
            }
        }
        return JsonText.compact(tree);
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(inner -> collect(inner, containers));
        }
    }

    private static JsonNode other(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> Json.NODES.nullNode();
            case 1 -> Json.NODES.numberNode(-1);
            case 2 -> Json.NODES.numberNode(1.5);
            case 3 -> Json.NODES.booleanNode(true);
            case 4 -> Json.NODES.textNode("");
            case 5 -> Json.NODES.textNode("http://[");
            case 6 -> Json.NODES.arrayNode().add(Json.NODES.nullNode());
            case 7 -> Json.NODES.objectNode().put("$ref", "#");
            default -> Json.NODES.objectNode();
        };
    }

    private static byte[] cut(byte[] text, Random random) {
        return random.nextInt(3) == 0 ? Arrays.copyOf(text, random.nextInt(text.length + 1)) : text;
    }
}
