package io.github.orrery.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.Baseline;
import io.github.orrery.CheckResult;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import java.io.File;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Problems as a SARIF 2.1.0 log, which code hosts and editors read. Errors come first; a log holds at most 25,000
 * results, which is what GitHub takes.
 *
 * @param all whether warnings of revisions that are not the newest of their package are listed
 */
record SarifProblems(boolean all) implements ProblemPrinter {
    private static final int MOST_RESULTS = 25_000;

    @Override
    public void print(CheckResult result, PrintWriter out) {
        List<Problem> shown = ProblemPrinter.shown(result, all);
        List<Problem> worstFirst = Stream.concat(
                        shown.stream().filter(Problem::isError), shown.stream().filter(problem -> !problem.isError()))
                .limit(MOST_RESULTS)
                .toList();
        List<String> rules =
                worstFirst.stream().map(Problem::ruleId).distinct().sorted().toList();

        ObjectNode log = Json.NODES.objectNode();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Orrery");
        driver.put("version", OrreryVersion.current());
        ArrayNode descriptions = driver.putArray("rules");
        RuleHelp help = RuleHelp.bundled();
        rules.forEach(rule -> describe(descriptions.addObject(), rule, help));
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        for (Problem problem : worstFirst) {
            describe(results.addObject(), problem, result.root(), rules.indexOf(problem.ruleId()));
        }
        out.println(JsonText.line(log));
    }

    private static void describe(ObjectNode description, String rule, RuleHelp help) {
        description.put("id", rule);
        help.of(rule).ifPresent(text -> {
            description.putObject("shortDescription").put("text", text.summary());
            description.putObject("help").put("text", text.help());
        });
    }

    private static void describe(ObjectNode node, Problem problem, Path root, int ruleIndex) {
        Location location = problem.location();
        node.put("ruleId", problem.ruleId());
        node.put("ruleIndex", ruleIndex);
        node.put("level", problem.severity().word());
        node.putObject("message").put("text", problem.message());
        ObjectNode place = node.putArray("locations").addObject();
        ObjectNode physical = place.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(root, location));
        ObjectNode region = physical.putObject("region");
        region.put("startLine", Math.max(1, location.line()));
        region.put("startColumn", Math.max(1, location.column()));
        if (!location.pointer().isEmpty()) {
            place.putArray("logicalLocations").addObject().put("fullyQualifiedName", location.pointer());
        }
        node.putObject("partialFingerprints")
                .put(
                        "orreryProblem/v1",
                        Baseline.fingerprint(problem.ruleId()
                                + '\n'
                                + location.file()
                                + '\n'
                                + location.pointer()
                                + '\n'
                                + problem.message()));
    }

    /** Relative to the current directory where the repository is below it, else to the repository. */
    private static String uri(Path root, Location location) {
        Path here = Path.of("").toAbsolutePath();
        Path base = root.toAbsolutePath().normalize();
        Path file = base.resolve(location.file());
        Path relative = file.startsWith(here) ? here.relativize(file) : base.relativize(file);
        String path = relative.toString().replace(File.separatorChar, '/');
        try {
            // "./" keeps a colon in the first segment from looking like a scheme.
            return new URI(null, null, "./" + path, null).toASCIIString().substring(2);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path with ./ before it is always a URI's path", e);
        }
    }
}
