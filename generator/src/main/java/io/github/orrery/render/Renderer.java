package io.github.orrery.render;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.PackageSelection;
import java.io.IOException;

/**
 * Makes one family of outputs. What it makes of a package depends on that package alone; what joins packages is the
 * parts one after another, in name order.
 */
public interface Renderer {
    /** What one package adds to the files that join packages. */
    interface Part {
        /** Adds it; called in name order, by one thread at a time. */
        void join() throws IOException;
    }

    /**
     * Makes a package's own files and its part of the joined ones. Called by several threads at once.
     *
     * @param apps renders the revisions of this package, and remembers what it rendered
     */
    Part render(PackageSelection selection, AppRenderer apps) throws IOException;

    /** Ends the joined files; called once, after the last part was joined. */
    void finish() throws IOException;
}
