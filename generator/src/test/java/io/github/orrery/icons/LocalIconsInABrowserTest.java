package io.github.orrery.icons;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.Browser;
import io.github.orrery.testing.Child;
import io.github.orrery.testing.LoopbackSite;
import io.github.orrery.testing.TestRepo;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A site with {@code --local-icons}: whatever a visitor looks at, no other host is asked for anything. */
@Tag("browser")
class LocalIconsInABrowserTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final List<String> OF_PACKAGES = List.of(
            "packages/drawn/index.html",
            "packages/drawn/revision-0.html",
            "packages/lost/index.html",
            "packages/inline/index.html");

    @TempDir
    static Path work;

    private static Path site;

    /** The icons are got beforehand: a build asks no server of its own machine. */
    @BeforeAll
    static void build() throws IOException {
        Path cache = work.resolve("cache");
        site = work.resolve("site");
        String inline = "data:image/png;base64," + Base64.getEncoder().encodeToString(png());
        String drawn;
        try (IconServer server = new IconServer()) {
            drawn = server.serves("/drawn.png", png());
            IconLimits here = new IconLimits(
                    100_000, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30), address -> true);
            assertThat(new LocalIcons(cache.resolve("orrery/icons"), false, here).get(drawn))
                    .isNotNull();
        }
        Path repo = TestRepo.in(work.resolve("repo"))
                .revision("drawn", 0, files -> files.file("resource.json", images(drawn)))
                .revision("drawn", 1, files -> files.file("resource.json", images(drawn))
                        .set("version", "\"1.1\"")
                        .set("description", "\"See ![a picture](https://other.example.com/p.png).\""))
                .revision("lost", 0, files -> files.file("resource.json", images("https://other.invalid/i.png")))
                .revision("inline", 0, files -> files.file("resource.json", images(inline)))
                .path();
        Child.Result built = new Child()
                .environment("XDG_CACHE_HOME", cache.toString())
                .orrery(
                        "build",
                        "--quiet",
                        "--local-icons",
                        "--base-url",
                        "https://universe.example.com/universe/",
                        "--repo",
                        repo.toString(),
                        "--out",
                        site.toString());
        assertThat(built.status()).as(built.output()).isZero();
    }

    @Test
    void asksNoOtherHostFromADisk() throws IOException {
        List<String> pages = pages();
        // It is for hosts: what it needs stands at their root.
        pages.remove("404.html");
        for (String page : pages) {
            BROWSER.open(site, page);
            lookAtAll();
        }

        assertThat(BROWSER.requests())
                .hasSizeGreaterThan(pages.size())
                .allMatch(request -> request.startsWith("file:"));
    }

    @Test
    void asksNoOtherHostFromAHost() throws IOException {
        try (LoopbackSite host = new LoopbackSite(site)) {
            for (String page : pages()) {
                BROWSER.open(host.page(page));
                lookAtAll();
            }

            String origin = host.page("").toString();
            assertThat(BROWSER.requests())
                    .hasSizeGreaterThan(pages().size())
                    .allMatch(request -> request.startsWith(origin));
        }
    }

    @Test
    void showsTheIconThatItKeeps() {
        BROWSER.open(site, "packages/drawn/index.html");
        lookAtAll();

        assertThat(BROWSER.eval("return document.querySelector('.hero img').naturalWidth"))
                .isEqualTo(64L);
        assertThat(BROWSER.all(".hero img")).hasSize(1);
        assertThat(BROWSER.all(".shots a[href='https://other.example.com/screen.png']"))
                .hasSize(1);
        assertThat(BROWSER.all(".shots img")).isEmpty();
        BROWSER.open(site, "packages/lost/index.html");
        assertThat(BROWSER.all(".hero img")).isEmpty();
    }

    @Test
    void mayAskNoOtherHostForAPicture() {
        BROWSER.open(site, "packages/drawn/index.html");
        BROWSER.eval("document.body.append(Object.assign(new Image(), {src: 'https://other.example.com/x.png'}))");
        BROWSER.waitFor("Array.from(document.images).every(image => image.complete)");

        assertThat(BROWSER.eval("return Array.from(document.images).at(-1).naturalWidth"))
                .isEqualTo(0L);
        assertThat(BROWSER.errors()).isNotEmpty().allMatch(error -> error.contains("Content Security Policy"));
        BROWSER.forget();
    }

    /** Loads every picture, and opens what loads more. */
    private static void lookAtAll() {
        BROWSER.eval("document.querySelectorAll('img').forEach(image => { image.loading = 'eager'; });"
                + "document.querySelectorAll('#try-open, #compare-show').forEach(button => button.click());");
        BROWSER.waitFor("Array.from(document.images).every(image => image.complete)"
                + " && (!document.getElementById('try-open') || document.querySelector('.outcome pre'))"
                + " && (!document.getElementById('compare') || document.querySelector('#compare-result section'))");
    }

    /** Every kind of page. */
    private static List<String> pages() throws IOException {
        List<String> pages = new ArrayList<>(OF_PACKAGES);
        try (Stream<Path> files = Files.list(site)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .sorted()
                    .forEach(pages::add);
        }
        assertThat(pages).hasSizeGreaterThan(OF_PACKAGES.size() + 8);
        return pages;
    }

    private static String images(String icon) {
        return "{\"images\": {\"icon-small\": \"I\", \"icon-medium\": \"I\", \"icon-large\": \"I\", \"screenshots\":"
                        .replace("\"I\"", "\"" + icon + "\"")
                + " [\"https://other.example.com/screen.png\"]}}";
    }

    private static byte[] png() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, 0xff000000 | i << 4);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
