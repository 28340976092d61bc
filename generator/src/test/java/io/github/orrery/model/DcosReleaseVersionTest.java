package io.github.orrery.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DcosReleaseVersionTest {
    /** The table of formats.md 2.2: columns 1.8, 1.9, 1.10, 1.11, 1.12, 1.13, 2.0. */
    @ParameterizedTest
    @CsvSource({
        "0.0,    yyyyyyy",
        "1.6,    yyyyyyy",
        "1.7,    yyyyyyy",
        "1.8,    yyyyyyy",
        "1.9,    -yyyyyy",
        "1.9.0,  --yyyyy",
        "1.10,   --yyyyy",
        "1.14,   ------y",
        "2.0,    ------y",
        "2.1,    -------",
        "999,    -------",
        "9999,   -------",
        "1.13.1, ------y",
    })
    void admitsAMinimumAsTheOriginalDoes(String minimum, String expected) {
        StringBuilder seen = new StringBuilder();
        for (String dcos : List.of("1.8", "1.9", "1.10", "1.11", "1.12", "1.13", "2.0")) {
            seen.append(DcosReleaseVersion.of(dcos).isAtLeast(DcosReleaseVersion.of(minimum)) ? 'y' : '-');
        }

        assertThat(seen).hasToString(expected);
    }

    @Test
    void includesOneSixInOneSixOneButNotOneSeven() {
        DcosReleaseVersion oneSixOne = DcosReleaseVersion.of("1.6.1");

        assertThat(oneSixOne.isAtLeast(DcosReleaseVersion.of("1.6"))).isTrue();
        assertThat(oneSixOne.isAtLeast(DcosReleaseVersion.of("1.7"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1.",
                ".1",
                "1..2",
                "01.2",
                "1.02",
                "1.10-dev",
                "v1",
                "1.x",
                " 1.9",
                "1.9 ",
                "-1",
                "+1",
                "1,9",
                "١.٩",
                "1.9\n"
            })
    void isNothingButDottedNumbers(String text) {
        assertThat(DcosReleaseVersion.parse(text)).isEmpty();
    }

    @Test
    void refusesNumbersThatNobodyMeansInsteadOfFailing() {
        assertThat(DcosReleaseVersion.parse("9".repeat(100_000))).isEmpty();
        assertThat(DcosReleaseVersion.parse("1.".repeat(50_000) + "1")).isEmpty();
        assertThat(DcosReleaseVersion.parse("9999999999999999999")).isPresent();
    }

    @Test
    void keepsItsSpelling() {
        assertThat(DcosReleaseVersion.of("1.10.0")).hasToString("1.10.0");
    }

    @Test
    void theOrderIsTotal() {
        List<DcosReleaseVersion> versions = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            StringBuilder text = new StringBuilder().append(random.nextInt(3));
            for (int parts = random.nextInt(4); parts > 0; parts--) {
                text.append('.').append(random.nextInt(12));
            }
            versions.add(DcosReleaseVersion.of(text.toString()));
        }

        for (DcosReleaseVersion a : versions) {
            for (DcosReleaseVersion b : versions) {
                assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
                assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
                for (DcosReleaseVersion c : versions) {
                    if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
                        assertThat(a.compareTo(c)).isLessThanOrEqualTo(0);
                    }
                }
            }
        }
        Collections.sort(versions);
        assertThat(versions).isSorted();
    }
}
