package io.github.orrery.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code _worker.js} in Node, before files that are served as Cloudflare Pages serves them. */
class WorkerTest extends HostContract {
    @Override
    RunningServer start(ServedSite site) throws IOException {
        return ScriptHost.start(site, "serve.mjs", "worker");
    }

    /** Pages keeps these files to itself. */
    @Override
    boolean serves(String path) {
        return super.serves(path) && !path.startsWith("_");
    }

    /** Pages takes no file above 25 MiB, and the index of a large Universe is one. */
    @Test
    void unpacksAnIndexOfWhichOnlyTheCompressedFormWasSent() throws Exception {
        try (ServedSite site = ServedSite.own()) {
            byte[] plain = site.bytes("repo-up-to-1.13.json");
            Files.delete(site.site().resolve("repo-up-to-1.13.json"));
            try (RunningServer server = start(site)) {
                for (String coding : List.of("gzip", "identity")) {
                    Map<String, String> headers = new LinkedHashMap<>();
                    headers.put("Accept-Encoding", coding);
                    headers.put("Accept", NegotiationTable.COSMOS);
                    headers.put("User-Agent", "cosmos/0.6.3 dcos/1.13.2");
                    for (String path : List.of("/repo-up-to-1.13.json", "/repo")) {
                        HttpExchange exchange = HttpExchange.of(server.port(), "GET", path, headers);

                        assertThat(exchange.status()).isEqualTo(200);
                        assertThat(exchange.decoded()).isEqualTo(plain);
                        assertThat(exchange.header("Content-Encoding").isPresent())
                                .isEqualTo(coding.equals("gzip"));
                    }
                }
            }
        }
    }
}
