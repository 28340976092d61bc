package io.github.orrery.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.publish.PublishAction;
import io.github.orrery.publish.PublishPlan;
import io.github.orrery.publish.PublishResult;
import io.github.orrery.publish.PurgeList;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What became of a publication, for people and for programs. */
final class PublishReport {
    private PublishReport() {}

    /** The plan where it was asked for, and a line on what was done. */
    static void print(PublishResult result, boolean quiet, PrintWriter out) {
        PublishPlan plan = result.plan();
        if (result.outcome() == PublishResult.Outcome.PLANNED) {
            plan.objectsToSend()
                    .forEach(put -> line(out, "send", put.key(), put.bytes().size()));
            plan.filesToWrite()
                    .forEach(put -> line(out, "write", put.key(), put.bytes().size()));
            plan.deletions().forEach(delete -> out.println("delete " + delete.key()));
            Set<String> tombstones = new HashSet<>(plan.tombstones());
            plan.leaving()
                    .forEach(path -> out.println("leave  " + path
                            + (tombstones.contains(path)
                                    ? " (says that it left, deleted a day after)"
                                    : " (deleted a day after)")));
        }
        if (!quiet) {
            out.println(summary(result));
        }
    }

    private static void line(PrintWriter out, String what, String key, long bytes) {
        out.printf(Locale.ROOT, "%-6s %s (%,d bytes)%n", what, key, bytes);
    }

    private static String summary(PublishResult result) {
        PublishPlan plan = result.plan();
        long kept = plan.files().stream()
                .filter(PublishAction.Keep.class::isInstance)
                .count();
        String counts = String.format(
                Locale.ROOT,
                "%,d bytes sent, %,d files written, %,d unchanged, %,d deleted",
                plan.bytesToSend(),
                plan.filesToWrite().size(),
                kept,
                plan.deletions().size());
        return switch (result.outcome()) {
            case PLANNED ->
                (plan.commits() ? "would publish version " : "version would stay ") + result.version() + ": "
                        + counts.replace("deleted", "to delete");
            case PUBLISHED -> "published version " + result.version() + ": " + counts;
            case OVERTAKEN ->
                "published version " + result.version()
                        + "; somebody else has published a newer one since, which stands";
            case COMPLETED -> "completed version " + result.version() + ": " + counts;
            case UNCHANGED -> "nothing to do: version " + result.version() + " is this site";
        };
    }

    /** The plan and the result as one object. */
    static ObjectNode json(PublishResult result) {
        ObjectNode root = Json.NODES.objectNode();
        PublishPlan plan = result.plan();
        root.put("schemaVersion", 1);
        root.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        root.put("version", result.version());
        root.put("bytesToSend", plan.bytesToSend());
        ArrayNode send = root.putArray("send");
        plan.objectsToSend().forEach(put -> send.add(put.key()));
        ArrayNode write = root.putArray("write");
        plan.filesToWrite().forEach(put -> write.add(put.key()));
        ArrayNode delete = root.putArray("delete");
        plan.deletions().forEach(action -> delete.add(action.key()));
        ArrayNode leave = root.putArray("leave");
        plan.leaving().forEach(leave::add);
        ArrayNode replace = root.putArray("replace");
        plan.tombstones().forEach(replace::add);
        ArrayNode purge = root.putArray("purge");
        PurgeList.of(plan).forEach(purge::add);
        return root;
    }
}
