package io.github.orrery;

import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import io.github.orrery.read.SourceChangedException;
import io.github.orrery.render.PageFault;
import io.github.orrery.serve.PreviewMode;
import io.github.orrery.serve.PreviewServer;
import io.github.orrery.serve.PreviewSite;
import io.github.orrery.serve.PreviewState;
import io.github.orrery.serve.TreeWatch;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A site that is made in memory and served from there; where it follows the repository, it is made again with each
 * change. While what is there cannot be built, the last site that could be stays.
 */
public final class SitePreview implements Closeable {
    /** Who is told what happens. Called by several threads. */
    public interface Listener {
        /** A change was built, or could not be. */
        void rebuilt(CheckResult checked);

        /** What is there could not even be read. */
        void failed(IOException failure);

        /** What should not have happened. */
        void bug(RuntimeException bug);
    }

    /** What came of a beginning: the problems, and a preview where it can be begun. */
    public static final class Begun {
        private final CheckResult checked;
        private final @Nullable SitePreview preview;

        private Begun(CheckResult checked, @Nullable SitePreview preview) {
            this.checked = checked;
            this.preview = preview;
        }

        public CheckResult checked() {
            return checked;
        }

        /** Empty where an error keeps the site from being made and nobody waits for a change. */
        public Optional<SitePreview> preview() {
            return Optional.ofNullable(preview);
        }
    }

    /** How long a change may go unnoticed where the system does not tell of it. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private static final Duration LOOK_OFTEN = Duration.ofMillis(300);

    private final PreviewBuild build;
    private final PreviewServer server;
    private final Listener listener;
    /** What a build hands over that ends after the preview was closed is dropped: nobody waits for it. */
    private final ExecutorService settling = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            SitePreview::inBackground,
            new ThreadPoolExecutor.DiscardPolicy());

    private volatile @Nullable PreviewOutcome newest;
    private @Nullable PreviewSite site;
    private @Nullable PreviewSite proven;
    private @Nullable TreeWatch watch;
    private @Nullable Thread thread;
    private List<String> shown = List.of();
    private int states;

    private SitePreview(PreviewBuild build, PreviewServer server, Listener listener) {
        this.build = build;
        this.server = server;
        this.listener = listener;
    }

    /**
     * Builds the site and serves it until it is closed.
     *
     * @throws IOException where the disk fails or the address cannot be listened on
     */
    public static Begun begin(BuildOptions options, ServeOptions serving, Progress progress, Listener listener)
            throws IOException {
        boolean follows = serving.mode() == PreviewMode.FOLLOWING;
        TreeWatch watch = follows ? TreeWatch.of(PreviewBuild.trees(options), PreviewBuild.directories(options)) : null;
        PreviewBuild build = new PreviewBuild(options, InstantSource.system());
        PreviewOutcome outcome = build.run(progress).settled(() -> true).orElseThrow();
        if (outcome.site() == null && !follows) {
            return new Begun(outcome.checked(), null);
        }
        PreviewServer server = PreviewServer.listen(
                serving.address(),
                build.rules(),
                serving.mode(),
                serving.names(),
                serving.limits(),
                InstantSource.system(),
                failure -> told(failure, listener));
        SitePreview preview = new SitePreview(build, server, listener);
        preview.begin(outcome);
        if (watch != null) {
            preview.follow(watch);
        }
        return new Begun(outcome.checked(), preview);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() throws IOException {
        if (thread != null) {
            thread.interrupt();
        }
        newest = null; // nobody waits for its pages any more
        settling.shutdownNow();
        if (watch != null) {
            watch.close();
        }
        server.close();
    }

    private static Thread inBackground(Runnable task) {
        Thread thread = new Thread(task, "serve-settle");
        thread.setDaemon(true);
        return thread;
    }

    private void follow(TreeWatch begun) {
        watch = begun;
        thread = new Thread(() -> rebuildOnChange(begun), "serve-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void rebuildOnChange(TreeWatch begun) {
        boolean again = !rehearse();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                boolean told = !begun.await(begun.isComplete() && !again ? LOOK : LOOK_OFTEN)
                        .isEmpty();
                again = (told || again || build.isStale()) && !rebuild();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Whether nothing was in the way; else what is there is built again, and that tells what is wrong. */
    private boolean rehearse() {
        try {
            build.rehearse();
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Whether what is there now was read; else it changes still, or the disk fails. */
    private boolean rebuild() {
        try {
            PreviewOutcome outcome = build.run(Progress.SILENT);
            show(outcome);
            if (outcome.site() == null) {
                listener.rebuilt(outcome.checked());
            } else {
                settling.execute(() -> settle(outcome));
            }
            return true;
        } catch (SourceChangedException e) {
            return false; // it is being written: it is read when that is done
        } catch (IOException e) {
            failed(e);
        } catch (UncheckedIOException e) {
            failed(new IOException(e.getMessage(), e));
        } catch (RuntimeException e) {
            bug(e);
        }
        return false;
    }

    /** Makes the pages that nobody asked for yet: only then it is known that all can be made. */
    private void settle(PreviewOutcome outcome) {
        try {
            outcome.settled(() -> newest == outcome).ifPresent(settled -> take(outcome, settled));
        } catch (RuntimeException e) {
            bug(e);
        }
    }

    private synchronized void take(PreviewOutcome outcome, PreviewOutcome settled) {
        if (newest != outcome) {
            return;
        }
        boolean isLast = shown.isEmpty(); // else what came after it could not be built
        if (settled.site() == null) {
            site = proven;
            show(isLast ? lines(settled.checked()) : shown);
        } else {
            proven = settled.site();
        }
        if (isLast) {
            listener.rebuilt(settled.checked());
        }
    }

    private void bug(RuntimeException bug) {
        listener.bug(bug);
        show(List.of("a bug in Orrery: " + Problem.oneLine(bug.toString())));
    }

    /** What a template cannot make is told with the other problems. */
    private static void told(RuntimeException failure, Listener listener) {
        if (!(failure.getCause() instanceof PageFault.Thrown)) {
            listener.bug(failure);
        }
    }

    private void failed(IOException failure) {
        List<String> lines = List.of("cannot be read: " + Problem.oneLine(String.valueOf(failure.getMessage())));
        if (!lines.equals(shown)) {
            listener.failed(failure);
            show(lines);
        }
    }

    private synchronized void begin(PreviewOutcome settled) {
        proven = settled.site();
        show(settled);
    }

    private synchronized void show(PreviewOutcome outcome) {
        if (outcome.site() != null) {
            newest = outcome;
            site = outcome.site();
        }
        show(lines(outcome.checked()));
    }

    private synchronized void show(List<String> problems) {
        shown = problems;
        states++;
        server.show(new PreviewState(ProcessHandle.current().pid() + "-" + states, site, problems));
    }

    private static List<String> lines(CheckResult checked) {
        return checked.problems().stream()
                .filter(Problem::isError)
                .map(problem -> line(checked.root(), problem))
                .toList();
    }

    private static String line(Path root, Problem problem) {
        Location location = problem.location();
        String file = location.file().isEmpty()
                ? root.toString()
                : root.resolve(location.file()).toString();
        return Problem.oneLine(file) + ":" + Math.max(1, location.line()) + ":" + Math.max(1, location.column())
                + ": error: " + problem.message() + " [" + problem.ruleId() + "]";
    }
}
