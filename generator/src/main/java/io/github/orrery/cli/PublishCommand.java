package io.github.orrery.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.JsonText;
import io.github.orrery.problem.Problem;
import io.github.orrery.publication.CommitRecord;
import io.github.orrery.publish.Bucket;
import io.github.orrery.publish.Destination;
import io.github.orrery.publish.DirectoryBucket;
import io.github.orrery.publish.GitBranch;
import io.github.orrery.publish.HostWarnings;
import io.github.orrery.publish.LocalSite;
import io.github.orrery.publish.PublishClock;
import io.github.orrery.publish.PublishOptions;
import io.github.orrery.publish.PublishRefusedException;
import io.github.orrery.publish.PublishResult;
import io.github.orrery.publish.Publisher;
import io.github.orrery.publish.S3Bucket;
import io.github.orrery.verify.Verification;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private final PublishClock clock;
    private final PublicationProof proof;
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
    private final OptionSpec allowChanges = SharedOptions.flag(
            "--allow-changes",
            "Let revisions that were published change, and files that others put there be replaced.");
    private final OptionSpec endpoint = OptionSpec.builder("--endpoint-url")
            .type(String.class)
            .paramLabel("URL")
            .description("The endpoint of s3:// where it is not Amazon's. Default: AWS_ENDPOINT_URL")
            .build();
    private final OptionSpec verify = OptionSpec.builder("--verify")
            .type(String.class)
            .paramLabel("URL")
            .description("Then look at the site through this public address as clusters do, until it shows the"
                    + " publication or caches should long have done so.")
            .build();
    private final OptionSpec json = SharedOptions.flag("--json", "Print the plan and the result as JSON.");
    private final OptionSpec quiet = SharedOptions.quiet();
    private final OptionSpec memory = SharedOptions.memory();
    private final CommandSpec spec;

    PublishCommand(Console console, VerifyCommand.Verifier verifier, PublishClock clock) {
        this.console = console;
        this.clock = clock;
        this.proof = new PublicationProof(verifier, clock);
        this.spec = SharedOptions.command(
                this,
                "publish",
                "Publishes a built site: only what changed is sent, and readers see all of it or nothing.");
        spec.addPositional(destination);
        for (OptionSpec option : List.of(
                site,
                dryRun,
                rollback,
                singleWriter,
                allowRemovals,
                allowChanges,
                endpoint,
                verify,
                json,
                quiet,
                memory)) {
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
        refuseTheSiteItself(place);
        PublishOptions options = new PublishOptions(
                SharedOptions.isSet(dryRun),
                SharedOptions.isSet(singleWriter),
                SharedOptions.isSet(allowRemovals),
                SharedOptions.isSet(allowChanges),
                place instanceof Destination.ObjectStorage ? PublishOptions.DEFAULT.parallelism() : 4);
        URI endpointUrl = endpointUrl();
        URI publicAddress = publicAddress(place);
        Outcome outcome = PhaseProgress.during(console, SharedOptions.isSet(quiet), progress -> {
            try {
                return new Outcome(run(place, options, endpointUrl, publicAddress, progress::at), "");
            } catch (PublishRefusedException e) {
                return new Outcome(null, String.valueOf(e.getMessage()));
            }
        });
        if (outcome.result() == null) {
            console.err().println("orrery: " + Problem.oneLine(outcome.refusal()));
            return ExitStatus.PROBLEMS;
        }
        if (publicAddress == null || outcome.result().outcome() == PublishResult.Outcome.PLANNED) {
            print(outcome.result(), null);
            return ExitStatus.DONE;
        }
        return proven(outcome.result(), publicAddress.toString());
    }

    private int proven(PublishResult result, String url) throws IOException {
        PublicationProof.Seen seen;
        try {
            seen = PhaseProgress.during(
                    console, SharedOptions.isSet(quiet), progress -> proof.look(url, result.version(), progress));
        } catch (IOException e) {
            print(result, null);
            throw e;
        }
        print(result, seen.verification());
        if (!seen.shown()) {
            CommitRecord record = seen.verification().publication();
            console.err()
                    .println("orrery: " + Problem.oneLine(url) + ": "
                            + (record == null
                                    ? "shows no publication; is it the address of this destination?"
                                    : "still shows version " + record.version() + ": a cache holds it, or it is not the"
                                            + " address of this destination"));
        }
        return seen.isRight() ? ExitStatus.DONE : ExitStatus.PROBLEMS;
    }

    private PublishResult run(
            Destination place,
            PublishOptions options,
            @Nullable URI endpointUrl,
            @Nullable URI publicAddress,
            Publisher.Watcher watcher)
            throws IOException, PublishRefusedException {
        boolean goesBack = SharedOptions.isSet(rollback);
        LocalSite built = goesBack ? null : LocalSite.read(SharedOptions.path(spec, site));
        if (built != null) {
            HostWarnings.of(place, publicAddress, built)
                    .forEach(warning -> console.err().println("orrery: note: " + warning));
        }
        if (place instanceof Destination.Branch named) {
            GitBranch branch = new GitBranch(named, options, clock);
            return built == null ? branch.rollBack() : branch.publish(built);
        }
        try (Bucket bucket = open(place, endpointUrl)) {
            Publisher publisher = new Publisher(
                    bucket,
                    options,
                    clock,
                    // What it gives reaches the pauses between attempts and the name of this publisher, never a site.
                    RandomGenerator.of("L64X128MixRandom"),
                    watcher);
            return built == null ? publisher.rollBack() : publisher.publish(built);
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

    /** There it would be no site any more that a build replaces. */
    private void refuseTheSiteItself(Destination place) throws IOException {
        Path built = SharedOptions.path(spec, site);
        if (!(place instanceof Destination.Directory directory) || !Files.isDirectory(built)) {
            return;
        }
        Path folder = directory.path().toAbsolutePath().normalize();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (folder != null && folder.toRealPath().startsWith(built.toRealPath())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "DEST: " + directory.path() + " is the site itself or within it, expected another directory");
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

    private @Nullable URI publicAddress(Destination place) {
        String text = verify.getValue();
        if (text == null) {
            return null;
        }
        if (place instanceof Destination.Branch) {
            throw SharedOptions.wrong(
                    spec,
                    verify,
                    "a branch is served some time after it was published; run 'orrery verify " + text + "' then");
        }
        try {
            URI url = new URI(text);
            boolean isWeb = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (isWeb && url.getHost() != null && url.getRawUserInfo() == null && text.endsWith("/")) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw SharedOptions.wrong(spec, verify, Problem.quote(text) + " is no URL: " + e.getReason());
        }
        throw SharedOptions.wrong(
                spec, verify, Problem.quote(text) + ", expected the address of the site, like https://host/universe/");
    }

    private void print(PublishResult result, @Nullable Verification seen) {
        boolean isQuiet = SharedOptions.isSet(quiet);
        if (SharedOptions.isSet(json)) {
            ObjectNode report = PublishReport.json(result);
            if (seen != null) {
                report.set("verification", VerificationJson.of(seen));
            }
            console.out().println(JsonText.line(report));
            return;
        }
        PublishReport.print(result, isQuiet, console.out());
        if (seen != null) {
            new VerificationText(console.outStyle(), !isQuiet).print(seen, console.out());
        }
    }
}
