package io.github.orrery.serve;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A whole site in memory, which never changes: a request is answered from one of them. Those files that say something
 * of all others are made when they are first asked for, since they need the sum of each.
 */
public final class PreviewSite {
    private final Map<String, PreviewFile> files;
    private final Map<String, Function<Collection<PreviewFile>, PreviewFile>> records;
    private final Map<String, PreviewFile> made = new TreeMap<>();
    private final long modified;

    /**
     * @param files by path, e.g. {@code packages/kafka/index.html}
     * @param records by path, what makes a file from all before it, in the order in which they are made
     * @param modified when it was made, in seconds since 1970; later than those before it
     */
    public PreviewSite(
            Map<String, PreviewFile> files,
            Map<String, Function<Collection<PreviewFile>, PreviewFile>> records,
            long modified) {
        this.files = Collections.unmodifiableMap(new TreeMap<>(files));
        this.records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
        this.modified = modified;
    }

    /** The file at a path; empty where there is none. */
    public Optional<PreviewFile> file(String path) {
        PreviewFile file = files.get(path);
        if (file != null) {
            return Optional.of(file);
        }
        return records.containsKey(path) ? Optional.of(record(path)) : Optional.empty();
    }

    /** Every file by path, the last ones included. */
    public Map<String, PreviewFile> files() {
        Map<String, PreviewFile> all = new TreeMap<>(files);
        records.keySet().forEach(path -> all.put(path, record(path)));
        return Collections.unmodifiableMap(all);
    }

    /** When it was made, in seconds since 1970. */
    public long modified() {
        return modified;
    }

    private synchronized PreviewFile record(String path) {
        for (Map.Entry<String, Function<Collection<PreviewFile>, PreviewFile>> next : records.entrySet()) {
            PreviewFile file = made.get(next.getKey());
            if (file == null) {
                Map<String, PreviewFile> before = new TreeMap<>(files);
                before.putAll(made);
                file = next.getValue().apply(before.values());
                made.put(next.getKey(), file);
            }
            if (next.getKey().equals(path)) {
                return file;
            }
        }
        throw new IllegalArgumentException("no record of all files: " + path);
    }
}
