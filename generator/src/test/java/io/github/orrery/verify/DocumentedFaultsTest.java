package io.github.orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentedFaultsTest {
    @ParameterizedTest
    @EnumSource(Fault.class)
    void eachFaultHasItsRowInTheDocumentation(Fault fault) throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "verify.md"))).contains("| `" + fault.id() + "` | ");
    }
}
