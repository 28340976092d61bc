package io.github.orrery.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryVersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.8, v3",
        "1.9, v3",
        "1.9.1, v4",
        "1.10, v4",
        "1.11, v4",
        "1.11.3, v5",
        "1.12, v5",
        "1.13, v5",
        "2.0, v5",
        "2.2, v5"
    })
    void followsTheClustersVersion(String dcos, String label) {
        assertThat(RepositoryVersion.of(DcosReleaseVersion.of(dcos)).label()).isEqualTo(label);
    }

    @Test
    void theContentTypeHasSixtyFourBytes() {
        for (RepositoryVersion version : RepositoryVersion.values()) {
            assertThat(version.contentType().getBytes(StandardCharsets.US_ASCII))
                    .hasSize(64);
        }
    }
}
