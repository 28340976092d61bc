package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/a?b=c&d=e#f",
                "http://example.com",
                "HTTPS://example.com:8080/",
                "https://example.com:/",
                "https://example.com/~user/@scope/(x)",
                "mailto:someone@example.com"
            })
    void linksToTheWebAndToMail(String url) {
        assertThat(SafeUrl.link(url)).contains(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "java\tscript:alert(1)",
                "vbscript:x",
                "data:text/html,<script>1</script>",
                "//evil.example/",
                "/relative",
                "relative.html",
                "http://user:secret@example.com/",
                "http://user@example.com/",
                "https:///path",
                "https://",
                "https://:80/",
                "http://host:port",
                "http://localhost:8888,http://example.com",
                "http://host:123456/",
                "https:example.com",
                "https://exa mple.com/",
                "https://example.com/\u202egnp",
                "https://example.com/\u0000",
                "https://example.com/\"onclick=",
                "https://example.com\\@evil.example/",
                "http\u017f://example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "mailto:nobody",
                "mailto:a@example.com?bcc=b@example.com",
                "git@github.com:x/y.git"
            })
    void showsEverythingElseAsText(String url) {
        assertThat(SafeUrl.link(url)).isEmpty();
    }

    @Test
    void showsImagesOfHttpsAndOfDataUrlsOnly() {
        assertThat(SafeUrl.image("https://example.com/icon.png")).isPresent();
        assertThat(SafeUrl.image("data:image/png;base64,iVBORw0KGgo=")).isPresent();
        assertThat(SafeUrl.image("data:image/svg+xml;utf8,%3Csvg%2F%3E")).isPresent();
        assertThat(SafeUrl.image("http://example.com/icon.png")).isEmpty();
        assertThat(SafeUrl.image("data:text/html,x")).isEmpty();
        assertThat(SafeUrl.image("data:image/svg+xml,<svg onload='x'>")).isEmpty();
        assertThat(SafeUrl.image("data:image/png;" + "a;".repeat(20_000) + ",x"))
                .isEmpty();
    }

    @Test
    void namesTheHostOfAnAddress() {
        assertThat(SafeUrl.host("https://Example.com:8443/a?b")).contains("example.com:8443");
        assertThat(SafeUrl.host("mailto:a@example.com")).isEmpty();
        assertThat(SafeUrl.host("no address")).isEmpty();
    }
}
