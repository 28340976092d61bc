package io.github.orrery.render;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.site.SiteOutput;
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
     * Begins a site: opens the files that join packages, and puts those that no package changes. A preview begins one
     * site after another, and joins to it the parts that it kept.
     */
    void begin(SiteOutput output) throws IOException;

    /**
     * Makes a package's own files and its part of the joined ones. Called by several threads at once.
     *
     * @param apps renders the revisions of this package, and remembers what it rendered
     * @param output takes the package's own files
     * @return what is joined to the site that was begun last when it is joined, so that it can be joined to several
     */
    Part render(PackageSelection selection, AppRenderer apps, SiteOutput output) throws IOException;

    /** Ends the joined files of the site that was begun last; called once for each, after its last part was joined. */
    void finish() throws IOException;
}
