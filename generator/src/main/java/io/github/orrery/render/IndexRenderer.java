package io.github.orrery.render;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.IndexItem;
import io.github.orrery.model.PackageName;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.PackageSelection.Slice;
import io.github.orrery.model.RepositoryVersion;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.site.ChainedDeflate;
import io.github.orrery.site.Cores;
import io.github.orrery.site.DeflatedPart;
import io.github.orrery.site.Family;
import io.github.orrery.site.GzipJoin;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The repository indexes that clusters read, {@code universe.json}, and the shards with one package each. Each set of
 * revisions that some cluster sees is joined and compressed once, and serves every index and shard that holds it.
 */
public final class IndexRenderer implements Renderer {
    private static final byte[] EMPTY = ascii("{\"packages\": []}");
    private static final DeflatedPart BEGIN = DeflatedPart.stored(ascii("{\"packages\":["));
    private static final byte[] COMMA_TEXT = ascii(",");
    private static final DeflatedPart COMMA = DeflatedPart.stored(COMMA_TEXT);
    private static final DeflatedPart END = DeflatedPart.stored(ascii("]}"));

    private final List<DcosReleaseVersion> dcosVersions;
    private final Set<Family> without;
    private final Cores cores;
    private @Nullable JoinedIndex universe;
    private final Map<DcosReleaseVersion, JoinedIndex> indexes = new LinkedHashMap<>();

    /**
     * @param dcosVersions those that read JSON
     * @param without families to leave out
     * @param cores what compressing one package may take
     */
    public IndexRenderer(List<DcosReleaseVersion> dcosVersions, Set<Family> without, Cores cores) {
        this.dcosVersions = List.copyOf(dcosVersions);
        this.without = without;
        this.cores = cores;
    }

    @Override
    public void begin(SiteOutput output) throws IOException {
        if (without.contains(Family.INDEXES)) {
            return;
        }
        universe = new JoinedIndex(output, SiteLayout.UNIVERSE, RepositoryVersion.V5);
        for (DcosReleaseVersion dcos : dcosVersions) {
            indexes.put(dcos, new JoinedIndex(output, SiteLayout.index(dcos), RepositoryVersion.of(dcos)));
        }
        String contentType = RepositoryVersion.V3.contentType();
        output.put(SiteFile.index(SiteLayout.EMPTY, contentType, Family.INDEXES), EMPTY);
        putContentType(output, SiteLayout.EMPTY, contentType);
    }

    @Override
    public Part render(PackageSelection selection, AppRenderer apps, SiteOutput output) throws IOException {
        boolean wantsIndexes = !without.contains(Family.INDEXES);
        ChainedDeflate chain = new ChainedDeflate(COMMA_TEXT, cores);
        Map<List<IndexItem>, DeflatedPart> parts = new LinkedHashMap<>();
        Map<DcosReleaseVersion, DeflatedPart> additions = new LinkedHashMap<>();
        Map<DeflatedPart, List<DcosReleaseVersion>> shards = new LinkedHashMap<>();
        DeflatedPart whole =
                wantsIndexes ? parts.computeIfAbsent(selection.items(), items -> chain.join(texts(items))) : null;
        for (Slice slice : selection.slices()) {
            if (!slice.items().isEmpty()) {
                DeflatedPart part = parts.computeIfAbsent(slice.items(), items -> chain.join(texts(items)));
                shards.computeIfAbsent(part, p -> new ArrayList<>()).add(slice.dcos());
                additions.put(slice.dcos(), part);
            }
        }
        if (!without.contains(Family.SHARDS)) {
            for (Map.Entry<DeflatedPart, List<DcosReleaseVersion>> shard : shards.entrySet()) {
                putShards(output, selection.universePackage().name(), shard.getValue(), shard.getKey());
            }
        }
        return () -> {
            if (universe != null && whole != null) {
                universe.add(whole);
            }
            for (Map.Entry<DcosReleaseVersion, JoinedIndex> index : indexes.entrySet()) {
                DeflatedPart addition = additions.get(index.getKey());
                if (addition != null) {
                    index.getValue().add(addition);
                }
            }
        };
    }

    @Override
    public void finish() throws IOException {
        if (universe != null) {
            universe.finish();
        }
        for (JoinedIndex index : indexes.values()) {
            index.finish();
        }
    }

    private static List<byte[]> texts(List<IndexItem> items) {
        return items.stream().map(IndexItem::json).toList();
    }

    private void putShards(SiteOutput output, PackageName name, List<DcosReleaseVersion> versions, DeflatedPart part)
            throws IOException {
        List<SiteFile> files = new ArrayList<>();
        List<SiteFile> compressed = new ArrayList<>();
        for (DcosReleaseVersion dcos : versions) {
            String type = RepositoryVersion.of(dcos).contentType();
            SiteFile file = SiteFile.index(SiteLayout.shard(dcos, name), type, Family.SHARDS);
            files.add(file);
            compressed.add(file.gzipped());
        }
        List<DeflatedPart> parts = List.of(BEGIN, part, END);
        output.putEqual(files, parts.stream().flatMap(p -> p.plain().stream()).toArray(byte[][]::new));
        if (!without.contains(Family.GZIP)) {
            byte[] gzip = GzipJoin.of(parts);
            if (gzip.length < size(parts)) {
                output.putEqual(compressed, gzip);
            }
        }
    }

    private static void putContentType(SiteOutput output, String index, String contentType) throws IOException {
        SiteFile file = SiteFile.index(SiteLayout.contentType(index), SiteFile.TEXT, Family.INDEXES);
        output.put(file, ascii(contentType));
    }

    private static long size(List<DeflatedPart> parts) {
        return parts.stream().mapToLong(DeflatedPart::plainSize).sum();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** An index, plain and compressed, that grows package by package. */
    private final class JoinedIndex {
        /** So much smaller that no later package, being ASCII text, makes it larger again. */
        private static final int SAVED_FOR_GOOD = 1024;

        private final SiteOutput output;
        private final SiteFile file;
        private final OutputStream plain;
        private final List<DeflatedPart> held = new ArrayList<>();
        private @Nullable GzipJoin gzip;
        private long saved;
        private boolean empty = true;

        JoinedIndex(SiteOutput output, String path, RepositoryVersion version) throws IOException {
            this.output = output;
            file = SiteFile.index(path, version.contentType(), Family.INDEXES);
            plain = output.open(file);
            putContentType(output, path, version.contentType());
            write(BEGIN);
        }

        void add(DeflatedPart part) throws IOException {
            if (!empty) {
                write(COMMA);
            }
            write(part);
            empty = false;
        }

        void finish() throws IOException {
            write(END);
            plain.close();
            if (gzip != null) {
                gzip.close();
            } else if (!without.contains(Family.GZIP)) {
                byte[] small = GzipJoin.of(held);
                if (small.length < size(held)) {
                    output.put(file.gzipped(), small);
                }
            }
        }

        private void write(DeflatedPart part) throws IOException {
            for (byte[] piece : part.plain()) {
                plain.write(piece);
            }
            if (gzip != null) {
                gzip.add(part);
            } else if (!without.contains(Family.GZIP)) {
                held.add(part);
                saved += part.plainSize() - part.deflatedSize();
                if (saved > SAVED_FOR_GOOD) {
                    beginGzip();
                }
            }
        }

        private void beginGzip() throws IOException {
            GzipJoin begun = new GzipJoin(output.open(file.gzipped()));
            for (DeflatedPart part : held) {
                begun.add(part);
            }
            held.clear();
            gzip = begun;
        }
    }
}
