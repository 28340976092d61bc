package io.github.orrery.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NginxTest extends HostContract {
    @Override
    RunningServer start(ServedSite site) throws IOException {
        String nginx = RunningServer.program("nginx");
        int port = RunningServer.freePort();
        Path scratch = site.scratch();
        Path conf = conf(site, scratch, port);
        return RunningServer.start(
                scratch, port, List.of(nginx, "-e", "stderr", "-p", scratch.toString(), "-c", conf.toString()));
    }

    @Override
    List<Mistake> mistakes() {
        String conf = "hosts/nginx.conf";
        return List.of(
                new Mistake("a version in capitals", conf, "version=v5", "version=V5", "/", "type-version"),
                new Mistake("a blank in the type", conf, ";version=v4", "; version=v4 ;", "/", "type-syntax"),
                new Mistake(
                        "the type of any JSON",
                        conf,
                        "application/vnd.dcos.universe.repo+json;charset=utf-8;version=v",
                        "application/json;v=",
                        "/",
                        "type"),
                new Mistake(
                        "no Cache-Control", conf, "add_header Cache-Control $orrery_cache;", "", "/", "cache-unsaid"),
                new Mistake(
                        "indexes that are kept for a year",
                        conf,
                        "public, max-age=60, stale-while-revalidate=600",
                        "public, max-age=31536000",
                        "/",
                        "cache-too-long"),
                new Mistake(
                        "a commit record that is kept",
                        conf,
                        "no-cache, max-age=0",
                        "public, max-age=300",
                        "/",
                        "cache-too-long"),
                new Mistake(
                        "no Vary",
                        conf,
                        "set $orrery_vary \"Accept, User-Agent\";",
                        "set $orrery_vary \"\";",
                        "/repo",
                        "vary"),
                new Mistake(
                        "a redirect that clusters do not follow",
                        conf,
                        "location = /repo {",
                        "location = /repo { return 308 /repo-up-to-2.2.json;",
                        "/repo",
                        "redirect-308"),
                new Mistake(
                        "zips that are compressed again",
                        conf,
                        "gzip_types",
                        "gzip_types application/zip",
                        "/packages.zip",
                        "zip-encoding"));
    }

    @Test
    void isAValidConfiguration() throws IOException {
        Path scratch = site().scratch();
        Path conf = conf(site(), scratch, RunningServer.freePort());
        RunningServer.Ended ended = RunningServer.run(
                scratch,
                List.of(
                        RunningServer.program("nginx"),
                        "-t",
                        "-e",
                        "stderr",
                        "-p",
                        scratch.toString(),
                        "-c",
                        conf.toString()));

        assertThat(ended.output()).doesNotContain("[warn]").doesNotContain("[emerg]");
        assertThat(ended.status()).isZero();
    }

    @Test
    void saysWhatAnAnswerDependsOnHoweverItsUrlIsSpelled() throws IOException {
        for (String path : List.of(
                "/%72epo",
                "//repo",
                "/none/../repo",
                "/repo-1%2e7",
                "/package/quill%70ad",
                "/package/there-is-n%6fne",
                "/package/there-is-none")) {
            HttpExchange exchange = get(path, cluster("dcos/2.2"));

            assertThat(exchange.status()).as(path).isEqualTo(path.contains("there-is") ? 404 : 200);
            assertThat(exchange.members("Vary")).as(path).contains("accept", "user-agent");
        }
        for (String path : List.of("/package/a/b", "/package/", "/none", "/%2572epo")) {
            HttpExchange exchange = get(path, cluster("dcos/2.2"));

            assertThat(exchange.status()).as(path).isEqualTo(404);
            assertThat(exchange.members("Vary")).as(path).doesNotContain("user-agent");
        }
    }

    @Test
    void isOneServerBlockWhoseFirstTwoLinesTheOperatorEdits() throws IOException {
        List<String> lines = site().text("hosts/nginx.conf").lines().toList();

        assertThat(lines.get(0)).isEqualTo("server {");
        assertThat(lines.get(1).strip()).startsWith("listen ");
        assertThat(lines.get(2).strip()).startsWith("root ");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("}");
        assertThat(lines.subList(1, lines.size() - 1)).noneMatch(line -> line.startsWith("}"));
    }

    /** The block within what Debian puts around one; nginx gives root's rights away by itself. */
    private static Path conf(ServedSite site, Path scratch, int port) throws IOException {
        String server = edited(
                site.text("hosts/nginx.conf"),
                Map.of(
                        "listen 80;", "listen 127.0.0.1:" + port + ";",
                        "root /srv/universe;", "root " + site.site() + ";"));
        StringBuilder conf = new StringBuilder("daemon off;\npid nginx.pid;\n");
        if (System.getProperty("user.name").equals("root")) {
            conf.append("user nobody nogroup;\n");
        }
        conf.append("events { }\nhttp {\n");
        for (String directory : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            conf.append(directory).append("_temp_path ").append(directory).append(";\n");
        }
        conf.append("access_log off;\ngzip on;\ndefault_type application/octet-stream;\n");
        return Files.writeString(
                scratch.resolve("nginx.conf"), conf.append(server).append("}\n"));
    }
}
