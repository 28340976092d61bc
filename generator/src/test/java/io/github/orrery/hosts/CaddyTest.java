package io.github.orrery.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaddyTest extends HostContract {
    @Override
    RunningServer start(ServedSite site) throws IOException {
        String caddy = RunningServer.program("caddy");
        int port = RunningServer.freePort();
        Path scratch = site.scratch();
        String config = conf(site, scratch, port).toString();
        return RunningServer.start(scratch, port, List.of(caddy, "run", "--adapter", "caddyfile", "--config", config));
    }

    @Override
    List<Mistake> mistakes() {
        String caddyfile = "hosts/Caddyfile";
        return List.of(
                new Mistake("a version in capitals", caddyfile, "version=v5", "version=V5", "/", "type-version"),
                new Mistake(
                        "indexes that are kept for a year",
                        caddyfile,
                        "public, max-age=60, stale-while-revalidate=600",
                        "public, max-age=31536000",
                        "/",
                        "cache-too-long"),
                new Mistake("no Vary", caddyfile, "+Vary \"Accept, User-Agent\"", "+Vary Origin", "/repo", "vary"),
                new Mistake(
                        "a redirect that clusters do not follow",
                        caddyfile,
                        "rewrite @repo {orrery_repo}",
                        "redir @repo {orrery_repo} 308",
                        "/repo",
                        "redirect-308"));
    }

    @Test
    void isAValidConfiguration() throws IOException {
        Path scratch = site().scratch();
        String caddy = RunningServer.program("caddy");
        String config = conf(site(), scratch, RunningServer.freePort()).toString();

        RunningServer.Ended ended =
                RunningServer.run(scratch, List.of(caddy, "validate", "--adapter", "caddyfile", "--config", config));
        RunningServer.Ended formatted = RunningServer.run(
                scratch,
                List.of(caddy, "fmt", site().site().resolve("hosts/Caddyfile").toString()));

        assertThat(ended.output()).contains("Valid configuration").doesNotContain("\"warn\"");
        assertThat(ended.status()).isZero();
        assertThat(formatted.output()).isEqualTo(site().text("hosts/Caddyfile"));
    }

    private static Path conf(ServedSite site, Path scratch, int port) throws IOException {
        String block = edited(
                site.text("hosts/Caddyfile"),
                Map.of(
                        ":80 {", "http://127.0.0.1:" + port + " {",
                        "root * /srv/universe", "root * " + site.site()));
        return Files.writeString(scratch.resolve("Caddyfile"), "{\n\tadmin off\n}\n\n" + block);
    }
}
