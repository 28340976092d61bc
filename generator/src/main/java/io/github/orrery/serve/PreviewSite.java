package io.github.orrery.serve;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A whole site in memory, which never changes: a request is answered from one of them. What a file holds may be made
 * when it is first asked for.
 */
public final class PreviewSite {
    private final Map<String, PreviewFile> files;
    private final long modified;

    /**
     * @param files by path, e.g. {@code packages/kafka/index.html}
     * @param modified when it was made, in seconds since 1970; later than those before it
     */
    public PreviewSite(Map<String, PreviewFile> files, long modified) {
        this.files = Collections.unmodifiableMap(new TreeMap<>(files));
        this.modified = modified;
    }

    /** The file at a path; empty where there is none. */
    public Optional<PreviewFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** Every file, by path. */
    public Map<String, PreviewFile> files() {
        return files;
    }

    /** When it was made, in seconds since 1970. */
    public long modified() {
        return modified;
    }
}
