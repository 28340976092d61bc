package io.github.orrery.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.site.Host.Sized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HostTest {
    private static final Sized INDEX = new Sized("repo-up-to-2.2.json", 29_800_000);

    @Test
    void saysWhatAHostWouldRefuse() {
        assertThat(Host.CLOUDFLARE_PAGES.refusals(List.of(INDEX, new Sized("index.html", 9))))
                .containsExactly("repo-up-to-2.2.json has 29,800,000 bytes; Cloudflare Pages takes files up to 25 MiB");
        assertThat(Host.CLOUDFLARE_PAGES.refusals(Collections.nCopies(20_001, new Sized("x", 1))))
                .containsExactly("the site has 20,001 files; Cloudflare Pages takes up to 20,000");
        assertThat(Host.GITHUB_PAGES.refusals(Collections.nCopies(11, new Sized("x", 100_000_000))))
                .containsExactly("the site has 1,100,000,000 bytes; GitHub Pages takes up to 1 GB");
    }

    @Test
    void acceptsWhatTheLimitsAllow() {
        assertThat(Host.GITHUB_PAGES.refusals(Collections.nCopies(10, new Sized("x", 100_000_000))))
                .isEmpty();
        assertThat(Host.OWN_SERVER.refusals(List.of(new Sized("x", Long.MAX_VALUE - 1))))
                .isEmpty();
    }

    @Test
    void isWhatTheDocumentationShows() throws IOException {
        List<String> rows = Arrays.stream(Host.values())
                .map(host -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s |",
                        host.title(),
                        host.reach().words(),
                        Host.inWords(host.fileBytes()),
                        Host.inWords(host.siteBytes()),
                        host.files() == Host.UNLIMITED ? "-" : String.format(Locale.ROOT, "%,d", host.files())))
                .toList();

        assertThat(Files.readString(Path.of("../docs/hosting/README.md"))
                        .lines()
                        .map(line -> line.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")))
                .containsSubsequence(rows);
    }
}
