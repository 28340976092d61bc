package io.github.orrery.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.Child;
import io.github.orrery.testing.Corpus;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged packages give located problems or a site, in time and with little memory, and never an exception. */
@Tag("corpus")
class MutationTest {
    @TempDir
    Path directory;

    @Test
    void twoHundredDamagedPackagesEndInProblemsOrASite() {
        Child.Result result = new Child()
                .option("-Xmx256m")
                .run(
                        MutationRounds.class.getName(),
                        Corpus.universe3().toAbsolutePath().toString(),
                        directory.toString(),
                        "200",
                        "0");

        assertThat(result.output()).as(result.output()).matches("(?s)(.*\n)?rounds 200 refused [0-9]+ bad 0\n");
        assertThat(result.status()).isZero();
        int refused = Integer.parseInt(
                result.output().replaceAll("(?s).*refused ([0-9]+).*", "$1").strip());
        assertThat(refused).as("damage that was noticed").isGreaterThan(80);
    }
}
