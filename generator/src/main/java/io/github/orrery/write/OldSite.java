package io.github.orrery.write;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The site that a build replaces. A file that would be written again with the same bytes stays the file that it is: it
 * gets a name in the new site too. So it keeps its time, from which servers make {@code ETag} and {@code Last-Modified},
 * and the disk neither writes nor frees it. Bytes are compared, never times; what cannot be compared is written.
 */
final class OldSite {
    /** Where there is none. */
    static final OldSite NONE = new OldSite(null, Map.of());

    private static final String MODE = "mode";
    private static final String KIND_AND_OWNER = "unix:" + MODE + ",uid,gid";
    /** The bits of {@code st_mode} that say a plain file, and those that it may have when it is made (stat(2)). */
    private static final int PLAIN_FILE = 0100000;

    private static final int READ_AND_WRITE = 0666;

    private final @Nullable Path root;
    private final Map<String, Object> ours;

    private OldSite(@Nullable Path root, Map<String, Object> ours) {
        this.root = root;
        this.ours = ours;
    }

    /**
     * The site at a place; one without files where there is none, or where the system does not say whose a file is.
     *
     * @param staging the directory of the new site, just made: its files get its owner and what it has of their mode
     */
    static OldSite at(Path place, Path staging) throws IOException {
        boolean isUnix = place.getFileSystem().supportedFileAttributeViews().contains("unix");
        if (!isUnix || !Files.isDirectory(place)) {
            return NONE;
        }
        Map<String, Object> ours =
                new HashMap<>(Files.readAttributes(staging, KIND_AND_OWNER, LinkOption.NOFOLLOW_LINKS));
        ours.computeIfPresent(MODE, (name, mode) -> PLAIN_FILE | ((Integer) mode & READ_AND_WRITE));
        return new OldSite(place.toRealPath(), ours);
    }

    /**
     * Gives the old file of a name a name in the new site as well, if it is just what would be written.
     *
     * @param name relative to the site
     * @param path where the file of the new site goes
     */
    boolean keep(String name, Path path, byte[]... content) {
        Path old = old(name);
        if (old == null) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(old, StandardOpenOption.READ)) {
            long size = 0;
            for (byte[] part : content) {
                size += part.length;
            }
            if (channel.size() != size) {
                return false;
            }
            for (byte[] part : content) {
                if (!NextFile.goesOnWith(channel, part, 0, part.length)) {
                    return false;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return Disk.link(path, old);
    }

    /** Begins a file of the new site, which becomes a further name of the old one unless their bytes differ. */
    NextFile begin(String name, Path path) throws IOException {
        Path old = old(name);
        if (old != null) {
            try {
                return new NextFile(path, old, FileChannel.open(old, StandardOpenOption.READ));
            } catch (IOException e) {
                // Then it is written.
            }
        }
        return new NextFile(path);
    }

    /** The old file of a name, as far as it may be kept: a plain one of the mode and the owner of new ones. */
    private @Nullable Path old(String name) {
        if (root == null) {
            return null;
        }
        Path old = root.resolve(name);
        try {
            Map<String, Object> attributes = Files.readAttributes(old, KIND_AND_OWNER, LinkOption.NOFOLLOW_LINKS);
            return attributes.equals(ours) ? old : null;
        } catch (IOException e) {
            return null;
        }
    }
}
