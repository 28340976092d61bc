package io.github.orrery.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.json.SpelledNumber;
import io.github.orrery.problem.Problem;
import io.github.orrery.publish.Bucket;
import io.github.orrery.publish.Destination;
import io.github.orrery.publish.DirectoryBucket;
import io.github.orrery.publish.GitBranch;
import io.github.orrery.publish.LocalSite;
import io.github.orrery.publish.PublishAction;
import io.github.orrery.publish.PublishClock;
import io.github.orrery.publish.PublishOptions;
import io.github.orrery.publish.PublishPlan;
import io.github.orrery.publish.PublishRefusedException;
import io.github.orrery.publish.PublishResult;
import io.github.orrery.publish.Publisher;
import io.github.orrery.publish.S3Bucket;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** {@code orrery publish}: a built site becomes what the world sees. */
final class PublishCommand implements Callable<Integer> {
    private static final String EXPECTED = "a directory, s3://BUCKET/PREFIX or git:REPOSITORY#BRANCH";

    private final Console console;
    private final PositionalParamSpec destination = PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(String.class)
            .paramLabel("DEST")
            .description("Where to: " + EXPECTED + " (a path or a URL; the branch is gh-pages where none is named).")
            .build();
    private final OptionSpec site = OptionSpec.builder("--site")
            .type(String.class)
            .paramLabel("DIR")
            .defaultValue("site-out")
            .description("The built site. Default: site-out")
            .build();
    private final OptionSpec dryRun = SharedOptions.flag("--dry-run", "Print the plan and change nothing.");
    private final OptionSpec rollback =
            SharedOptions.flag("--rollback", "Go back to the publication before the current one, as a new version.");
    private final OptionSpec singleWriter = SharedOptions.flag(
            "--single-writer",
            "Vouch that nobody else publishes there: for endpoints that cannot keep two publishers apart.");
    private final OptionSpec allowRemovals =
            SharedOptions.flag("--allow-removals", "Let more than a tenth of the packages go at once.");
    private final OptionSpec allowChanges =
            SharedOptions.flag("--allow-changes", "Let revisions that were published change.");
    private final OptionSpec endpoint = OptionSpec.builder("--endpoint-url")
            .type(String.class)
            .paramLabel("URL")
            .description("The endpoint of s3:// where it is not Amazon's. Default: AWS_ENDPOINT_URL")
            .build();
    private final OptionSpec json = SharedOptions.flag("--json", "Print the plan and the result as JSON.");
    private final OptionSpec quiet = SharedOptions.quiet();
    private final OptionSpec memory = SharedOptions.memory();
    private final CommandSpec spec;

    PublishCommand(Console console) {
        this.console = console;
        this.spec = SharedOptions.command(
                this,
                "publish",
                "Publishes a built site: only what changed is sent, and readers see all of it or nothing.");
        spec.addPositional(destination);
        for (OptionSpec option : List.of(
                site, dryRun, rollback, singleWriter, allowRemovals, allowChanges, endpoint, json, quiet, memory)) {
            spec.addOption(option);
        }
    }

    CommandSpec spec() {
        return spec;
    }

    /** What came of it: a result, or the reason why it was refused. */
    private record Outcome(@Nullable PublishResult result, String refusal) {}

    @Override
    public Integer call() throws IOException {
        SharedOptions.refuseBadMemory(spec, memory);
        Destination place = destination();
        PublishOptions options = new PublishOptions(
                SharedOptions.isSet(dryRun),
                SharedOptions.isSet(singleWriter),
                SharedOptions.isSet(allowRemovals),
                SharedOptions.isSet(allowChanges),
                place instanceof Destination.ObjectStorage ? PublishOptions.DEFAULT.parallelism() : 4);
        URI endpointUrl = endpointUrl();
        Outcome outcome = PhaseProgress.during(console, SharedOptions.isSet(quiet), progress -> {
            try {
                return new Outcome(run(place, options, endpointUrl, progress::at), "");
            } catch (PublishRefusedException e) {
                return new Outcome(null, String.valueOf(e.getMessage()));
            }
        });
        if (outcome.result() == null) {
            console.err().println("orrery: " + Problem.oneLine(outcome.refusal()));
            return ExitStatus.PROBLEMS;
        }
        print(outcome.result());
        return ExitStatus.DONE;
    }

    private PublishResult run(
            Destination place, PublishOptions options, @Nullable URI endpointUrl, Publisher.Watcher watcher)
            throws IOException, PublishRefusedException {
        boolean goesBack = SharedOptions.isSet(rollback);
        if (place instanceof Destination.Branch named) {
            GitBranch branch = new GitBranch(named, options, PublishClock.ofMachine());
            if (goesBack) {
                return branch.rollBack();
            }
            LocalSite built = LocalSite.read(SharedOptions.path(spec, site));
            GitBranch.warnings(built).forEach(warning -> console.err().println("orrery: note: " + warning));
            return branch.publish(built);
        }
        try (Bucket bucket = open(place, endpointUrl)) {
            Publisher publisher = new Publisher(
                    bucket,
                    options,
                    PublishClock.ofMachine(),
                    // What it gives reaches the pauses between attempts and the name of this publisher, never a site.
                    RandomGenerator.of("L64X128MixRandom"),
                    watcher);
            return goesBack ? publisher.rollBack() : publisher.publish(LocalSite.read(SharedOptions.path(spec, site)));
        }
    }

    private static Bucket open(Destination place, @Nullable URI endpointUrl) {
        return place instanceof Destination.ObjectStorage storage
                ? S3Bucket.open(storage, endpointUrl)
                : DirectoryBucket.open(((Destination.Directory) place).path());
    }

    private Destination destination() {
        String text = destination.getValue();
        try {
            return Destination.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "DEST: " + Problem.quote(text) + " is no destination, " + e.getMessage());
        }
    }

    private @Nullable URI endpointUrl() {
        String text = endpoint.getValue();
        if (text == null) {
            text = console.environment().get("AWS_ENDPOINT_URL");
        }
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            URI url = new URI(text);
            boolean isWeb = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (isWeb && url.getHost() != null && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw SharedOptions.wrong(spec, endpoint, Problem.quote(text) + " is no URL: " + e.getReason());
        }
        throw SharedOptions.wrong(
                spec, endpoint, Problem.quote(text) + " is no endpoint, expected one like https://s3.example.com");
    }

    private void print(PublishResult result) {
        if (SharedOptions.isSet(json)) {
            console.out().println(new String(JsonText.compact(asJson(result)), StandardCharsets.US_ASCII));
            return;
        }
        PublishPlan plan = result.plan();
        PrintWriter out = console.out();
        if (result.outcome() == PublishResult.Outcome.PLANNED) {
            plan.objectsToSend()
                    .forEach(put -> line(out, "send", put.key(), put.bytes().size()));
            plan.filesToWrite()
                    .forEach(put -> line(out, "write", put.key(), put.bytes().size()));
            plan.deletions().forEach(delete -> out.println("delete " + delete.key()));
            plan.leaving().forEach(path -> out.println("leave  " + path + " (deleted a day after)"));
        }
        if (!SharedOptions.isSet(quiet)) {
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

    private static ObjectNode asJson(PublishResult result) {
        ObjectNode root = Json.NODES.objectNode();
        PublishPlan plan = result.plan();
        root.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        root.set("version", number(result.version()));
        root.set("bytesToSend", number(plan.bytesToSend()));
        ArrayNode send = root.putArray("send");
        plan.objectsToSend().forEach(put -> send.add(put.key()));
        ArrayNode write = root.putArray("write");
        plan.filesToWrite().forEach(put -> write.add(put.key()));
        ArrayNode delete = root.putArray("delete");
        plan.deletions().forEach(action -> delete.add(action.key()));
        ArrayNode leave = root.putArray("leave");
        plan.leaving().forEach(leave::add);
        return root;
    }

    private static SpelledNumber number(long value) {
        return new SpelledNumber(Long.toString(value));
    }
}
