package io.github.orrery.hosts;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Runs a generated script in Node as its host would. */
final class ScriptHost {
    private ScriptHost() {}

    static RunningServer start(ServedSite site, String kind) throws IOException {
        String node = RunningServer.program("node");
        int port = RunningServer.freePort();
        try {
            String script = Path.of(Objects.requireNonNull(ScriptHost.class.getResource("/hosts/serve.mjs"))
                            .toURI())
                    .toString();
            return RunningServer.start(
                    site.scratch(),
                    port,
                    List.of(
                            node,
                            "--experimental-default-type=module",
                            script,
                            kind,
                            Integer.toString(port),
                            site.site().toString()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
