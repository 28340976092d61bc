package io.github.orrery.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApacheTest extends HostContract {
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

    @Override
    RunningServer start(ServedSite site) throws IOException {
        String apache = RunningServer.program("apache2");
        int port = RunningServer.freePort();
        Path scratch = site.scratch();
        return RunningServer.start(scratch, port, command(apache, conf(site, scratch, port), "-DFOREGROUND"));
    }

    @Override
    List<Mistake> mistakes() {
        return List.of(
                new Mistake("a version that is none", ".htaccess", "version=v5", "version=v6", "/", "type-version"),
                new Mistake(
                        "indexes that are kept for a year",
                        ".htaccess",
                        "public, max-age=60, stale-while-revalidate=600",
                        "public, max-age=31536000",
                        "/",
                        "cache-too-long"),
                new Mistake(
                        "a commit record that is kept",
                        ".htaccess",
                        "no-cache, max-age=0",
                        "public, max-age=300",
                        "/",
                        "cache-too-long"),
                new Mistake("no Vary", ".htaccess", "User-Agent\"", "Origin\"", "/repo", "vary"),
                new Mistake(
                        "archives by their extension",
                        ".htaccess",
                        "RemoveEncoding .gz .tgz",
                        "",
                        "/",
                        "archive-encoding"));
    }

    @Test
    void isAValidConfiguration() throws IOException {
        Path scratch = site().scratch();
        String apache = RunningServer.program("apache2");
        Path conf = conf(site(), scratch, RunningServer.freePort());
        // apache2ctl -t does not read .htaccess files: here the same lines stand in the directory's own section.
        Files.writeString(
                conf,
                Files.readString(conf) + "<Directory " + site().site() + "/hosts>\n" + site().text(".htaccess")
                        + "</Directory>\n");

        RunningServer.Ended ended = RunningServer.run(scratch, command(apache, conf, "-t"));

        assertThat(ended.output().strip()).isEqualTo("Syntax OK");
        assertThat(ended.status()).isZero();
    }

    private static List<String> command(String apache, Path conf, String option) {
        return List.of(apache, "-f", conf.toString(), option);
    }

    /**
     * What Debian's modules set up, with the settings that are most in the way: encodings by extension, compression of
     * everything, negotiation of names and listings.
     */
    private static Path conf(ServedSite site, Path scratch, int port) throws IOException {
        assumeTrue(Files.isDirectory(MODULES), "skipped: there is no " + MODULES);
        List<String> conf = new ArrayList<>();
        conf.add("ServerRoot " + scratch);
        conf.add("ServerName 127.0.0.1");
        conf.add("PidFile " + scratch + "/apache.pid");
        conf.add("DefaultRuntimeDir " + scratch);
        conf.add("ErrorLog " + scratch + "/error.log");
        conf.add("Listen 127.0.0.1:" + port);
        for (String module : List.of(
                "mpm_event",
                "authz_core",
                "mime",
                "dir",
                "headers",
                "rewrite",
                "setenvif",
                "filter",
                "deflate",
                "brotli",
                "autoindex",
                "negotiation")) {
            conf.add("LoadModule " + module + "_module " + MODULES + "/mod_" + module + ".so");
        }
        if (System.getProperty("user.name").equals("root")) {
            conf.add("User nobody");
            conf.add("Group nogroup");
        }
        conf.add("TypesConfig /dev/null");
        conf.add("AddType application/x-gzip .gz .tgz");
        conf.add("AddEncoding x-gzip .gz .tgz");
        conf.add("AddDefaultCharset ISO-8859-1");
        conf.add("AddOutputFilterByType DEFLATE text/html text/plain application/json application/zip image/svg+xml");
        conf.add("DocumentRoot " + site.site());
        conf.add("<Directory />");
        conf.add("AllowOverride None");
        conf.add("Require all denied");
        conf.add("</Directory>");
        conf.add("<Directory " + site.site() + ">");
        conf.add("Options Indexes MultiViews FollowSymLinks");
        conf.add("AllowOverride All");
        conf.add("Require all granted");
        conf.add("</Directory>");
        conf.add("<FilesMatch \"^\\.ht\">");
        conf.add("Require all denied");
        conf.add("</FilesMatch>");
        return Files.writeString(scratch.resolve("apache2.conf"), String.join("\n", conf) + "\n");
    }
}
