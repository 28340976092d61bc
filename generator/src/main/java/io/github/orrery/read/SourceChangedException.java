package io.github.orrery.read;

import java.io.IOException;
import java.nio.file.Path;

/** The repository changed while it was read, so that what was read may never have stood there together. */
public final class SourceChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    SourceChangedException(Path file) {
        super(file + ": the repository changed during the build, run it again");
    }
}
