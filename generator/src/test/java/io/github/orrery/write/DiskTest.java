package io.github.orrery.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
    @TempDir
    private Path directory;

    @Test
    void aFailureNamesItsPathOnceAndTheSpaceThatIsLeft() {
        Path file = directory.resolve("a (b)");

        assertThat(Disk.failure(file, new IOException("No space left on device"))
                        .getMessage())
                .matches("\\Q" + file + "\\E: No space left on device \\([0-9]+ MiB free\\)");
        assertThat(Disk.failure(file, new FileNotFoundException(file + " (Too many open files)"))
                        .getMessage())
                .matches("\\Q" + file + "\\E: Too many open files \\([0-9]+ MiB free\\)");
    }

    @Test
    void aFailureThatNamesItsPathStaysAsItIs() {
        IOException gone = new NoSuchFileException("site");

        assertThat(Disk.failure(directory, gone)).isSameAs(gone);
    }
}
