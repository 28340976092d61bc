package io.github.orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.orrery.model.RepositoryVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small readers of the room: media types, links, gzip, addresses. */
class ReadingTest {
    @Test
    void mediaTypesAreReadAsThePackageManagerReadsThem() {
        assertThat(MediaType.parse(" Application/X+JSON ; Charset=\"UTF-8\";version=V5;version=v4;q=0.5 "))
                .contains(new MediaType("application", "x+json", Map.of("charset", "utf-8", "version", "V5")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "json", "a/b;", "a/b; c = d", "a/b;c", "a/b/c", "a/b;c=\"d", "a/ b"})
    void whatThePackageManagerCannotReadIsNoMediaType(String header) {
        assertThat(MediaType.parse(header)).isEmpty();
    }

    @Test
    void aPageLinksToWhatItsTagsName() {
        String html = "<p>a &lt;a href=\"text.html\"&gt; <!-- <a href=\"comment.html\"> -->"
                + "<a class=x href='../b%20c.html#part'>b</a><img alt=\"href='no.png'\" src=icon.svg>"
                + "<script src=\"s.js\">'<a href=\"script.html\">'</script><A HREF=\"?q=1\">same</A>"
                + "<a href=\"https://example.com/x\">out</a><a href=\"d/\">d</a><a href=\"/root.html\">r</a>";

        assertThat(PageLinks.of("packages/kafka/index.html", html))
                .containsExactly(
                        "packages/b c.html",
                        "packages/kafka/d/index.html",
                        "packages/kafka/icon.svg",
                        "packages/kafka/s.js");
    }

    @Test
    void gzipIsOneWholeMember() throws IOException {
        byte[] plain = "what was compressed".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        byte[] gzip = Reply.gzip(plain);

        assertThat(unzip(gzip)).isEqualTo(plain);
        assertThatThrownBy(() -> unzip(Arrays.copyOf(gzip, gzip.length - 3)))
                .hasMessageContaining("ends within its frame");
        assertThatThrownBy(() -> unzip(Arrays.copyOf(gzip, gzip.length / 2)))
                .hasMessageContaining("ends within the compressed data");
        assertThatThrownBy(() -> unzip(Arrays.copyOf(gzip, gzip.length + 1)))
                .hasMessageContaining("goes on after its end");
        assertThatThrownBy(() -> unzip(plain)).hasMessageContaining("is no gzip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site-out",
                "ftp://example.com/",
                "https:///x",
                "https://user:secret@example.com/",
                "file:///etc",
                "https://exa mple.com",
                "http://example.com:0/",
                "http://example.com:65536/",
                ""
            })
    void onlyWebAddressesWithoutAUserAreUrls(String text) {
        assertThat(Target.parse(text)).isEmpty();
    }

    @Test
    void aNameOfAPackageIsBounded() {
        String index = "{\"packages\":[{\"name\":\"" + "n".repeat(1001) + "\"}]}";

        assertThatThrownBy(() -> IndexContent.read(
                        new ByteArrayInputStream(index.getBytes(StandardCharsets.UTF_8)), RepositoryVersion.V5, null))
                .isInstanceOf(Refused.class)
                .hasMessage("holds a package whose name has 1001 characters, expected at most 1000");
    }

    @Test
    void ofManyPackagesThatCannotBeDecodedAFewStandForAll() throws IOException {
        String index = "{\"packages\":["
                + IntStream.range(0, 50)
                        .mapToObj(i -> "{\"name\":\"p" + i + "\",\"packagingVersion\":\"3.0\",\"resource\":{\"assets\":"
                                + "{\"uris\":{\"" + "u".repeat(5000) + "\":7}}}}")
                        .collect(Collectors.joining(","))
                + "]}";

        IndexContent content = IndexContent.read(
                new ByteArrayInputStream(index.getBytes(StandardCharsets.UTF_8)), RepositoryVersion.V5, null);

        assertThat(content.undecodable().shown()).hasSize(10).allMatch(message -> message.length() < 500);
        assertThat(content.undecodable().more()).isEqualTo(40);
    }

    @Test
    void anAddressSaysWhatIsToBeVerified() {
        assertThat(Target.parse("https://example.com").map(Target::kind)).contains(Target.Kind.SITE);
        assertThat(Target.parse("https://example.com/a")
                        .map(t -> t.of("site.json").toString()))
                .isEqualTo(Optional.of("https://example.com/a/site.json"));
        assertThat(Target.parse("https://example.com/a/packages.html")
                        .map(t -> t.uri().toString()))
                .contains("https://example.com/a/");
        assertThat(Target.parse("https://example.com/repo").map(Target::kind)).contains(Target.Kind.NEGOTIATED);
        assertThat(Target.parse("https://example.com/repo-up-to-1.7.zip").flatMap(Target::version))
                .hasToString("Optional[1.7]");
    }

    @Test
    void numbersInPathsAreOrderedByValue() {
        assertThat(SiteNames.ORDER.compare("DC/OS 1.9", "DC/OS 1.10")).isNegative();
        assertThat(SiteNames.ORDER.compare("a", "a1")).isNegative();
        assertThat(SiteNames.ORDER.compare("1.010", "1.10")).isNotZero();
    }

    private static byte[] unzip(byte[] gzip) throws IOException {
        try (GzipMember member = new GzipMember(new ByteArrayInputStream(gzip))) {
            return member.readAllBytes();
        }
    }
}
