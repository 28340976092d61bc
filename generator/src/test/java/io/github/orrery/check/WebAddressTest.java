package io.github.orrery.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
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
