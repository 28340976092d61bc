package io.github.orrery.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                ".hidden",
                "-x",
                "_x",
                "a/b",
                "a\\b",
                "a b",
                "a\0",
                "a\n",
                "İnfluxdb",
                "../../etc",
                "/etc",
                "a:b",
                "a%2e"
            })
    void isNeverAnUnsafePathSegment(String text) {
        assertThat(PackageName.parse(text)).isEmpty();
    }

    @Test
    void hasAtMostSixtyFourCharacters() {
        assertThat(PackageName.parse("a".repeat(64))).isPresent();
        assertThat(PackageName.parse("a".repeat(65))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Foo", "a", "a-", "a_b", "a.b", "0a", "foO"})
    void namesOfOldRepositoriesAreSafeButNotStrict(String text) {
        assertThat(PackageName.parse(text))
                .hasValueSatisfying(name -> assertThat(name.isStrict()).isFalse());
    }

    @Test
    void standsInTheDirectoryOfItsUpperCasedFirstLetter() {
        assertThat(new PackageName("influxdb").letter()).isEqualTo("I");
    }
}
