package io.github.orrery.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.CheckResult;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import java.io.PrintWriter;

/**
 * Problems for programs: one JSON object on one line.
 *
 * @param all whether warnings of revisions that are not the newest of their package are listed, not only counted
 */
record JsonProblems(boolean all) implements ProblemPrinter {
    @Override
    public void print(CheckResult result, PrintWriter out) {
        ObjectNode document = Json.NODES.objectNode();
        document.put("schemaVersion", 1);
        ArrayNode problems = document.putArray("problems");
        for (Problem problem : ProblemPrinter.shown(result, all)) {
            Location location = problem.location();
            problems.addObject()
                    .put("file", ProblemPrinter.file(result.root(), location))
                    .put("line", Math.max(1, location.line()))
                    .put("column", Math.max(1, location.column()))
                    .put("pointer", location.pointer())
                    .put("severity", problem.severity().word())
                    .put("rule", problem.ruleId())
                    .put("message", problem.message());
        }
        RuleCounts counts = RuleCounts.of(result);
        ObjectNode numbers = document.putObject("counts");
        numbers.put("errors", counts.errors());
        numbers.put("warnings", counts.warnings());
        numbers.put("warningsOfOlderRevisions", counts.olderWarnings());
        numbers.put("accepted", result.accepted());
        ObjectNode rules = numbers.putObject("rules");
        counts.byRule().forEach((rule, count) -> rules.putObject(rule)
                .put("errors", count.errors())
                .put("warnings", count.warnings())
                .put("warningsOfOlderRevisions", count.olderWarnings()));
        out.println(JsonText.line(document));
    }
}
