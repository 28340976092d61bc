package io.github.orrery.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SitePathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/..", "a/./b", "a\\b", "a b", "a\0b",
                "a\nb", "C:/x", "é", "a%2e"
            })
    void neverLeavesItsSite(String path) {
        assertThatThrownBy(() -> new SitePath(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ordersByItsText() {
        assertThat(new SitePath("a-b")).isLessThan(new SitePath("a/b"));
        assertThat(new SitePath("a/b").plus(".gz")).hasToString("a/b.gz");
    }
}
