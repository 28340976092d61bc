package io.github.orrery.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://example.com:8080/a?b#c",
                "https://[::1]:443/",
                "https://user@example.com/",
                "https://example.com/a b",
                "https://example.com/%20"
            })
    void findsNoFaultInWhatAClusterReads(String address) {
        assertThat(WebAddress.fault(address)).isEmpty();
        assertThat(WebAddress.isWeb(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://",
                "https:///path",
                "https://example.com:x/",
                "https://example.com:99999/",
                "https://example.com:/",
                "https://[::1/",
                "https://example.com/%zz",
                "https://example.com/%2"
            })
    void findsWhatAClusterCannotRead(String address) {
        assertThat(WebAddress.fault(address)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JaVa\tScript:alert(1)", " javascript:x", "java\nscript:x"})
    void seesASchemeAsABrowserDoes(String address) {
        assertThat(WebAddress.scheme(address)).contains("javascript");
        assertThat(WebAddress.isWeb(address)).isFalse();
    }

    @Test
    void findsUsersAndPasswords() {
        assertThat(WebAddress.userinfo("https://u:p@example.com/")).contains("u:p");
        assertThat(WebAddress.userinfo("https://example.com/a@b")).isEmpty();
        assertThat(WebAddress.userinfo("git@example.com:a/b.git")).isEmpty();
    }
}
