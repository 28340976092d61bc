package io.github.orrery.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench/budgets}: no page is heavier than it may be. */
class BudgetsTest {
    @TempDir
    Path work;

    @Test
    @Tag("corpus")
    void pagesOfTheRealUniverseKeepTheirs() throws Exception {
        BuiltSite.of(Corpus.universe3(), work.resolve("site"));

        assertThat(status()).isZero();
    }

    @Test
    void aPageThatIsTooHeavyIsFound() throws Exception {
        BuiltSite.of(Path.of("../repo"), work.resolve("site"));
        assertThat(status()).isZero();

        Files.write(work.resolve("site/search-index.js"), incompressible(20_000));
        assertThat(status()).isEqualTo(1);
    }

    private static byte[] incompressible(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private int status() throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(
                            "python3", "../bench/budgets", work.resolve("site").toString())
                    .inheritIO()
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("skipped: python3 is not installed");
            throw e;
        }
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
