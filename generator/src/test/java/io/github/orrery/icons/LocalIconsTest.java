package io.github.orrery.icons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.orrery.publication.Sha256;
import io.github.orrery.site.Image;
import io.github.orrery.site.ImageType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalIconsTest {
    private static final IconLimits ON_THIS_MACHINE = new IconLimits(
            300_000, Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(2), address -> true);

    @TempDir
    Path directory;

    private IconServer server;
    private LocalIcons icons;

    @BeforeEach
    void start() throws IOException {
        server = new IconServer();
        icons = new LocalIcons(directory, false, ON_THIS_MACHINE);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void makesAnIconSmall() throws IOException {
        Image icon = icons.get(server.serves("/i.png", png(picture(400, 200))));

        assertThat(icon.type()).isEqualTo(ImageType.PNG);
        assertThat(icon.content()).hasSizeLessThanOrEqualTo(4096);
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(icon.content()));
        assertThat(shown.getWidth()).isEqualTo(96);
        assertThat(shown.getHeight()).isEqualTo(96);
        assertThat(shown.getRGB(0, 0) >>> 24)
                .as("beside the picture it is clear")
                .isZero();
        assertThat(shown.getRGB(10, 48) >>> 24).isEqualTo(255);
    }

    @Test
    void makesEvenNoiseSmallEnough() throws IOException {
        BufferedImage noise = new BufferedImage(96, 96, BufferedImage.TYPE_INT_ARGB);
        Random random = new Random(1);
        for (int i = 0; i < 96 * 96; i++) {
            noise.setRGB(i % 96, i / 96, random.nextInt());
        }
        Image icon = icons.get(server.serves("/noise.png", png(noise)));

        assertThat(icon.content()).hasSizeLessThanOrEqualTo(4096);
        assertThat(ImageIO.read(new ByteArrayInputStream(icon.content())).getWidth())
                .isEqualTo(48);
    }

    @Test
    void readsJpegAndKeepsSmallPicturesAsLargeAsTheyAre() throws IOException {
        BufferedImage small = new BufferedImage(30, 30, BufferedImage.TYPE_INT_RGB);
        small.setRGB(3, 3, 0xff0000);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(small, "jpeg", jpeg);

        Image icon = icons.get(server.serves("/i.jpg", jpeg.toByteArray()));

        assertThat(ImageIO.read(new ByteArrayInputStream(icon.content())).getWidth())
                .isEqualTo(30);
    }

    @Test
    void leavesNothingOfTheFileButItsPixels() throws IOException {
        byte[] polyglot = png(picture(20, 20));
        byte[] withTail = Arrays.copyOf(polyglot, polyglot.length + 40);
        byte[] tail = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(tail, 0, withTail, polyglot.length, tail.length);

        Image icon = icons.get(server.serves("/i.png", withTail));

        assertThat(new String(icon.content(), StandardCharsets.ISO_8859_1)).doesNotContain("script");
    }

    @Test
    void asksOnceAndNotAtAllWhenItIsKept() throws IOException {
        String url = server.serves("/i.png", png(picture(64, 64)));
        Image first = icons.get(url);
        icons.get(url);
        assertThat(server.asked()).containsExactly("/i.png");

        server.close();
        Image kept = new LocalIcons(directory, false, ON_THIS_MACHINE).get(url);

        assertThat(kept.content()).isEqualTo(first.content());
    }

    @Test
    void asksAgainAfresh() throws IOException {
        String url = server.serves("/i.png", png(picture(64, 64)));
        icons.get(url);
        new LocalIcons(directory, true, ON_THIS_MACHINE).get(url);

        assertThat(server.asked()).containsExactly("/i.png", "/i.png");
    }

    @Test
    void asksAgainWhereWhatWasKeptIsDamaged() throws IOException {
        String url = server.serves("/i.png", png(picture(64, 64)));
        Image first = icons.get(url);
        try (Stream<Path> kept = Files.list(directory)) {
            for (Path file : kept.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length - 20] ^= 1;
                Files.write(file, bytes);
            }
        }

        Image again = new LocalIcons(directory, false, ON_THIS_MACHINE).get(url);

        assertThat(again.content()).isEqualTo(first.content());
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void needsNoDirectoryThatCanBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        LocalIcons without = new LocalIcons(file.resolve("below"), false, ON_THIS_MACHINE);

        assertThat(without.get(server.serves("/i.png", png(picture(8, 8))))).isNotNull();
    }

    @Test
    void followsRedirects() throws IOException {
        server.serves("/end.png", png(picture(8, 8)));
        server.redirects("/middle", "end.png");

        assertThat(icons.get(server.redirects("/start", server.url("/middle")))).isNotNull();
    }

    @Test
    void asksForLettersOfAllScriptsAsBrowsersDo() throws IOException {
        server.serves("/%E6%97%A5.png?%C3%BC=%41", png(picture(8, 8)));

        assertThat(icons.get(server.url("/\u65e5.png?\u00fc=%41"))).isNotNull();
    }

    @Test
    void readsChunks() throws IOException {
        byte[] png = png(picture(8, 8));
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(png.length)
                + ";x=y\r\n" + new String(png, StandardCharsets.ISO_8859_1) + "\r\n0\r\n\r\n";

        assertThat(icons.get(server.says("/chunks", head, new byte[0]))).isNotNull();
    }

    @Test
    void saysWhyThereIsNone() throws IOException {
        byte[] png = png(picture(64, 64));
        refuses(server.url("/nowhere"), "is answered with status 404");
        refuses(server.serves("/empty", new byte[0]), "is empty, expected a PNG, JPEG or WebP image");
        refuses(server.serves("/svg", text("<svg onload=alert(1)>")), "is an SVG image, expected");
        refuses(server.serves("/page", text("<!DOCTYPE html><p>Sorry")), "is a web page, expected");
        refuses(server.serves("/script", text("GIF89a/*x*/=1;alert(1)")), "is something else, expected");
        refuses(server.serves("/broken", Arrays.copyOf(png, 60)), "is a broken image");
        refuses(server.serves("/webp", Arrays.copyOf(text("RIFF....WEBPVP8 "), 5000)), "is a WebP image of 5000");
        refuses(server.serves("/huge", new byte[300_001]), "has more than 300000 bytes");
        refuses(server.says("/endless", "HTTP/1.1 200 OK\r\n\r\n", new byte[400_000]), "has more than 300000 bytes");
        refuses(server.says("/short", "HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n", png), "breaks off");
        refuses(
                server.says("/coded", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", png),
                "comes encoded as \"gzip\"");
        refuses(
                server.says("/headers", "HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000) + "\r\n\r\n", png),
                "comes with more than 16384 bytes of headers");
        refuses(server.says("/other", "SSH-2.0-x\r\n\r\n", png), "is not answered with HTTP");
        refuses(server.redirects("/file", "file:///etc/passwd"), "is no http or https address of a host");
        refuses(server.redirects("/circle", "/circle"), "is redirected more than 5 times");
        refuses("ftp://127.0.0.1/x", "is no http or https address of a host");
        refuses("http://127.1/x", "is no http or https address of a host");
        refuses("http://user@127.0.0.1/x", "is no http or https address of a host");
        refuses("http://127.0.0.1:70000/x", "is no http or https address of a host");
        refuses("http://127.0.0.1/" + "x".repeat(8192), "has an address of more than 8192 characters");
        refuses(server.redirects("/port", "http://127.0.0.1:65536/x"), "is no http or https address of a host");
    }

    /** None of them may end a build; none names a host to look up, and nothing listens at port 1. */
    @Test
    void takesStrangeAddressesForIconsThatCannotBeHad() {
        List<String> strange = List.of(
                "",
                ":",
                "//",
                "http:",
                "http:x",
                "http://",
                "http:///x",
                "http://:80/x",
                "http://@/x",
                "http://@127.0.0.1:1/x",
                "http://user:word@127.0.0.1:1/x",
                "http://127.0.0.1:-1/x",
                "http://127.0.0.1:0/x",
                "http://127.0.0.1:1x/",
                "http://127.0.0.1:1:1/",
                "http://127.0.0.1:65536/x",
                "http://127.0.0.1:2147483647/x",
                "http://127.0.0.1:2147483648/x",
                "http://127.0.0.1:99999999999999999999/x",
                "http://127.0.0.256/x",
                "http://127.0.0.1.:1/x",
                "http://0x7f.1:1/x",
                "http://..../x",
                "http://-/x",
                "http://a_b.invalid/x",
                "http://b\u00fccher.invalid/x",
                "http://\u65e5\u672c.invalid/x",
                "http://\ud800.invalid/x",
                "http://%31.invalid/x",
                "http://[/x",
                "http://[]/x",
                "http://[::/x",
                "http://[::1:1/x",
                "http://[:::1]:1/x",
                "http://[1:2:3:4:5:6:7:8:9]:1/x",
                "http://[v1.x]:1/x",
                "http://[::1%]:1/x",
                "http://[::1%0]:1/x",
                "http://[::1%25]:1/x",
                "http://[::1%nowhere]:1/x",
                "http://[fe80::1%99999999999]:1/x",
                "http://[::1]:70000/x",
                "https://[::1%1]:1/x",
                "https://127.0.0.1.:1/x",
                "http://127.0.0.1:1/%",
                "http://127.0.0.1:1/a b",
                "http://127.0.0.1:1/\r\nX: y",
                "http://127.0.0.1:1/\u0000",
                "http://127.0.0.1:1/\ud800",
                "http://127.0.0.1:1?x#y");
        for (String url : strange) {
            String redirect = server.redirects("/strange", url.replaceAll("[\\r\\n]", ""));
            for (String asked : List.of(url, redirect)) {
                assertThatThrownBy(() -> new LocalIcons(directory, false, ON_THIS_MACHINE).get(asked))
                        .as(url)
                        .isInstanceOf(NoIconException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Timeout(60)
    void endsInTimeWhereBytesComeOneByOne(boolean duringTheHandshake) throws IOException {
        IconLimits brief = new IconLimits(
                300_000, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(600), address -> true);
        // A record of 16 KB of a handshake, or a header, that does not end.
        byte[] begin = duringTheHandshake ? new byte[] {0x16, 3, 3, 0x40, 0} : text("HTTP/1.1 200 OK\r\nX: ");
        try (DrippingServer dripping = new DrippingServer(begin)) {
            String url = (duringTheHandshake ? "https" : "http") + "://127.0.0.1:" + dripping.port() + "/i.png";

            assertThatThrownBy(() -> new LocalIcons(directory, false, brief).get(url))
                    .isInstanceOf(NoIconException.class)
                    .hasMessage("does not come in time");
        }
    }

    @Test
    void readsNoPictureThatUnfoldsWithoutBound() throws IOException {
        byte[] bomb = png(picture(8, 8));
        // 50000 x 50000 in the header.
        bomb[18] = (byte) 0xc3;
        bomb[19] = 0x50;
        bomb[22] = (byte) 0xc3;
        bomb[23] = 0x50;

        refuses(server.serves("/bomb.png", bomb), "measures 50000 x 50000 pixels");
    }

    @Test
    void doesNotWaitForASilentHostTwice() {
        refuses(server.stalls("/a", "HTTP/1.1 200 OK\r\nContent-Le"), "does not come in time");
        refuses(server.stalls("/b", ""), "is of a host that did not answer before");

        assertThat(server.asked()).containsExactly("/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "2130706433",
                "0",
                "0.0.0.0",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "192.0.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "[fe80::1]",
                "[fd00::1]",
                "[fc00::1]",
                "[64:ff9b::7f00:1]",
                "[ff02::1]",
                "[2002:7f00:1::]",
                "[2001:0:1::]",
                "localhost"
            })
    void asksNoPrivateAddress(String host) {
        LocalIcons usual = new LocalIcons(directory, false, IconLimits.DEFAULT);

        assertThatThrownBy(() -> usual.get("http://" + host + ":1/icon.png"))
                .isInstanceOf(NoIconException.class)
                .hasMessage("is of a host within a private network");
    }

    @Test
    void isNotLedToAPrivateAddress() {
        LocalIcons first = new LocalIcons(
                directory,
                false,
                new IconLimits(
                        1000,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        address -> !address.getHostAddress().equals("127.0.0.2")));

        assertThatThrownBy(() -> first.get(server.redirects("/away", "http://127.0.0.2/icon.png")))
                .hasMessage("is of a host within a private network");
    }

    @Test
    void keepsIconsInTheUsersCache() {
        assertThat(LocalIcons.usualDirectory(Map.of(), "/home/me")).contains(Path.of("/home/me/.cache/orrery/icons"));
        assertThat(LocalIcons.usualDirectory(Map.of("XDG_CACHE_HOME", "/caches"), "/home/me"))
                .contains(Path.of("/caches/orrery/icons"));
    }

    /** Java calls the home of a user without one {@code ?}. */
    @ParameterizedTest
    @ValueSource(strings = {"?", "", "home/me"})
    void keepsNoIconsForAUserWithoutAHome(String home) throws IOException {
        assertThat(LocalIcons.usualDirectory(Map.of(), home)).isEmpty();
        assertThat(LocalIcons.usualDirectory(Map.of("XDG_CACHE_HOME", "caches"), home))
                .isEmpty();
        assertThat(LocalIcons.usualDirectory(Map.of("XDG_CACHE_HOME", "/caches"), home))
                .contains(Path.of("/caches/orrery/icons"));
        LocalIcons without = new LocalIcons(null, false, ON_THIS_MACHINE);
        assertThat(without.get(server.serves("/i.png", png(picture(8, 8))))).isNotNull();
    }

    @Test
    void leavesNothingBesideAnIconThatItCouldNotKeep() throws IOException {
        String url = server.serves("/i.png", png(picture(8, 8)));
        Path inItsPlace = directory.resolve(Sha256.of(url.getBytes(StandardCharsets.UTF_8)));
        Files.createDirectories(inItsPlace.resolve("below"));

        assertThat(icons.get(url)).isNotNull();

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(inItsPlace);
        }
    }

    private void refuses(String url, String why) {
        assertThatThrownBy(() -> icons.get(url))
                .as(url)
                .isInstanceOf(NoIconException.class)
                .hasMessageStartingWith(why);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static BufferedImage picture(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0xff000000 | ((x * 255 / width) << 16) | ((y * 255 / height) << 8) | 0x40);
            }
        }
        return image;
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
