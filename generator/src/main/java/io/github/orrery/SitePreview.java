package io.github.orrery;

import io.github.orrery.serve.PreviewServer;
import io.github.orrery.serve.PreviewSite;
import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A site that is made in memory and served from there.
 *
 * <pre>{@code
 * SitePreview.Begun begun = SitePreview.begin(options, serveOptions, Progress.SILENT, bug -> {});
 * begun.preview().ifPresent(preview -> preview.port());
 * }</pre>
 */
public final class SitePreview implements Closeable {
    /** What came of a beginning: the problems, and a preview where none of them is an error. */
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

        public Optional<SitePreview> preview() {
            return Optional.ofNullable(preview);
        }
    }

    private final PreviewServer server;

    private SitePreview(PreviewServer server) {
        this.server = server;
    }

    /**
     * Builds the site and serves it until it is closed.
     *
     * @param bugs is told what should not have happened
     * @throws IOException where the disk fails or the address cannot be listened on
     */
    public static Begun begin(
            BuildOptions options, ServeOptions serving, Progress progress, Consumer<RuntimeException> bugs)
            throws IOException {
        PreviewBuild build = new PreviewBuild(options, InstantSource.system());
        PreviewBuild.Outcome outcome = build.run(progress);
        PreviewSite site = outcome.site();
        if (site == null) {
            return new Begun(outcome.checked(), null);
        }
        PreviewServer server = PreviewServer.listen(
                serving.address(),
                site,
                build.rules(),
                serving.names(),
                serving.limits(),
                InstantSource.system(),
                bugs);
        return new Begun(outcome.checked(), new SitePreview(server));
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
