package io.github.orrery.cli;

import io.github.orrery.BuildOptions;
import io.github.orrery.CheckResult;
import io.github.orrery.ServeOptions;
import io.github.orrery.SitePreview;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Severity;
import io.github.orrery.serve.PreviewMode;
import io.github.orrery.serve.ServeLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code orrery serve}: a preview of the site, as a well-configured host serves it. */
final class ServeCommand implements Callable<Integer> {
    /** What a preview waits for before it ends. */
    interface Ending {
        void await(SitePreview preview) throws IOException, InterruptedException;
    }

    private static final int MOST_PORT = 65_535;

    private final Console console;
    private final Ending ending;
    private final OptionSpec bind = OptionSpec.builder("--bind")
            .type(String.class)
            .paramLabel("ADDRESS")
            .defaultValue("127.0.0.1")
            .description("The address or host name to listen on; 0.0.0.0 for all of this machine, so that a cluster"
                    + " can be pointed here. Default: 127.0.0.1")
            .build();
    private final OptionSpec port = OptionSpec.builder("--port")
            .type(int.class)
            .paramLabel("N")
            .defaultValue("8080")
            .description("The port to listen on; 0 for any that is free. Default: 8080")
            .build();
    private final OptionSpec watch = SharedOptions.flag(
            "--watch",
            "Build again what changes in the repository, --templates and --logo; open pages load themselves again and show"
                    + " problems.");
    private final OptionSpec quiet = SharedOptions.quiet();
    private final OptionSpec memory = SharedOptions.memory();
    private final CommandSpec spec;
    private final SiteOptions site;

    ServeCommand(Console console, Ending ending) {
        this.console = console;
        this.ending = ending;
        this.spec = SharedOptions.command(
                this, "serve", "Serves a preview of the site from memory, as a well-configured host serves it.");
        this.site = new SiteOptions(spec);
        site.addTo(List.of(bind, port, watch));
        spec.addOption(quiet);
        spec.addOption(memory);
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        SharedOptions.refuseBadMemory(spec, memory);
        BuildOptions options = site.options(Path.of(""));
        ServeOptions serving = serving(options);
        SitePreview.Begun begun = PhaseProgress.during(
                console,
                SharedOptions.isSet(quiet),
                progress -> SitePreview.begin(options, serving, progress, new Reports()));
        print(begun.checked());
        Optional<SitePreview> preview = begun.preview();
        if (preview.isEmpty()) {
            console.err().println("orrery: nothing is served while there are errors");
            return ExitStatus.PROBLEMS;
        }
        serve(preview.get(), serving);
        return ExitStatus.DONE;
    }

    /** Waits for ever: a preview ends with the process. */
    static void untilKilled(SitePreview preview) throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private void serve(SitePreview preview, ServeOptions serving) throws IOException {
        try (preview) {
            String url = "http://" + shown(serving.address()) + ":" + preview.port() + "/";
            console.out().println("Serving the site at " + url);
            console.out().println("A cluster of any version adds " + url + "repo");
            console.out().flush();
            ending.await(preview);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(CheckResult checked) {
        if (!checked.problems().isEmpty()) {
            new TextProblems(console.errStyle(), false, !SharedOptions.isSet(quiet), EnumSet.of(Severity.ERROR))
                    .print(checked, console.err());
            console.err().flush();
        }
    }

    /** Tells on standard error what happens while the preview runs: each error, and that there is none any more. */
    private final class Reports implements SitePreview.Listener {
        @Override
        public synchronized void rebuilt(CheckResult checked) {
            if (checked.hasErrors()) {
                print(new CheckResult(
                        checked.root(),
                        checked.problems().stream().filter(Problem::isError).toList(),
                        0,
                        checked.olderRevisionDirectories()));
            } else if (!SharedOptions.isSet(quiet)) {
                console.err().println("orrery: built again");
            }
            console.err().flush();
        }

        @Override
        public synchronized void failed(IOException failure) {
            console.err().println("orrery: " + Problem.oneLine(String.valueOf(failure.getMessage())));
            console.err().flush();
        }

        @Override
        public synchronized void bug(RuntimeException bug) {
            console.err().println("orrery: a bug in Orrery: " + Problem.oneLine(bug.toString()));
            if (!console.environment().getOrDefault("ORRERY_TRACE", "").isEmpty()) {
                bug.printStackTrace(console.err());
            }
            console.err().flush();
        }
    }

    private ServeOptions serving(BuildOptions options) {
        int number = port.getValue();
        if (number < 0 || number > MOST_PORT) {
            throw SharedOptions.wrong(spec, port, number + ", expected 0 to " + MOST_PORT);
        }
        String host = bind.getValue();
        List<String> names = new ArrayList<>(List.of(host));
        URI baseUrl = options.baseUrl();
        if (baseUrl != null && baseUrl.getHost() != null) {
            names.add(baseUrl.getHost());
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            return new ServeOptions(
                    new InetSocketAddress(address, number),
                    SharedOptions.isSet(watch) ? PreviewMode.FOLLOWING : PreviewMode.AS_A_HOST,
                    names,
                    ServeLimits.DEFAULT);
        } catch (UnknownHostException e) {
            throw SharedOptions.wrong(spec, bind, Problem.quote(host) + " is no address and no name of one");
        }
    }

    private static String shown(InetSocketAddress address) {
        String text = address.getAddress().isAnyLocalAddress()
                ? "localhost"
                : address.getAddress().getHostAddress();
        return text.contains(":") ? "[" + text.toLowerCase(Locale.ROOT) + "]" : text;
    }
}
