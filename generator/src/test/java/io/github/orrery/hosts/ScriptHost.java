package io.github.orrery.hosts;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Runs a generated script in Node as its host would, with one of the programs of this test's resources. */
final class ScriptHost {
    private ScriptHost() {}

    static RunningServer start(ServedSite site, String program, String kind) throws IOException {
        String node = RunningServer.program("node");
        int port = RunningServer.freePort();
        try {
            String script = Path.of(Objects.requireNonNull(ScriptHost.class.getResource("/hosts/" + program))
                            .toURI())
                    .toString();
            return RunningServer.start(
                    site.scratch(),
                    port,
                    List.of(
                            node,
                            script,
                            kind,
                            Integer.toString(port),
                            site.site().toString()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
