package io.github.orrery.site;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Where the files of a site go as they are made: a directory, or the memory of a preview. Each path is put once. Safe
 * for use by several threads.
 */
public interface SiteOutput {
    /** Makes one file of a site and puts it. */
    interface Making {
        void to(SiteOutput output) throws IOException;
    }

    /**
     * Puts one file.
     *
     * @param content the parts of its content, in order
     */
    default void put(SiteFile file, byte[]... content) throws IOException {
        putEqual(List.of(file), content);
    }

    /**
     * Puts several files of the same content, which may then share their place on the disk.
     *
     * @param files at least one
     */
    void putEqual(List<SiteFile> files, byte[]... content) throws IOException;

    /**
     * Puts one file when somebody asks for it; where all files are wanted anyway, now.
     *
     * @param making puts that file and no other, now or later, in any thread
     */
    default void later(SiteFile file, Making making) throws IOException {
        making.to(this);
    }

    /** Opens a file that is written bit by bit; it is there once the stream is closed. */
    OutputStream open(SiteFile file) throws IOException;
}
