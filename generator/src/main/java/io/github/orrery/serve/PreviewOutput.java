package io.github.orrery.serve;

import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps the files of a site, or those of one package, in memory: arrays that are written whole are kept, not copied. */
public final class PreviewOutput implements SiteOutput {
    /** Below it, copying costs less than one more piece. */
    private static final int KEPT = 256;

    private final Map<String, PreviewFile> files = new ConcurrentSkipListMap<>();

    @Override
    public void putEqual(List<SiteFile> equal, byte[]... content) {
        PreviewContent kept = new PreviewContent(List.of(content));
        for (SiteFile file : equal) {
            add(new PreviewFile(file, kept));
        }
    }

    @Override
    public OutputStream open(SiteFile file) {
        return new Pieces(file);
    }

    @Override
    public void later(SiteFile file, Making making) {
        later(List.of(file), making);
    }

    /** Puts several files once one of them is asked for; that makes all of them and no other. */
    public void later(Collection<SiteFile> together, Making making) {
        Once<Map<String, PreviewFile>> made = new Once<>(() -> {
            PreviewOutput own = new PreviewOutput();
            making.to(own);
            return own.files();
        });
        for (SiteFile file : together) {
            String path = file.path().value();
            add(new PreviewFile(file, PreviewContent.later(() -> {
                PreviewFile put = made.get().get(path);
                if (put == null) {
                    throw new IllegalStateException("was not made: " + path);
                }
                return put.content();
            })));
        }
    }

    /** Puts files that are there already, such as those of a package that did not change. */
    public void putAll(Collection<PreviewFile> kept) {
        kept.forEach(this::add);
    }

    /** Every file so far, by path. */
    public Map<String, PreviewFile> files() {
        return Collections.unmodifiableMap(files);
    }

    private void add(PreviewFile file) {
        if (files.put(file.file().path().value(), file) != null) {
            throw new IllegalStateException("two files at " + file.file().path());
        }
    }

    /** A file that is written piece by piece. */
    private final class Pieces extends OutputStream {
        private final SiteFile file;
        private final List<byte[]> pieces = new ArrayList<>();
        private final ByteArrayOutputStream small = new ByteArrayOutputStream();

        Pieces(SiteFile file) {
            this.file = file;
        }

        @Override
        public void write(int b) {
            small.write(b);
        }

        @Override
        public void write(byte[] whole) {
            if (whole.length < KEPT) {
                small.writeBytes(whole);
            } else {
                endSmall();
                pieces.add(whole);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            small.write(bytes, offset, length);
        }

        @Override
        public void close() {
            endSmall();
            add(new PreviewFile(file, new PreviewContent(pieces)));
        }

        private void endSmall() {
            if (small.size() > 0) {
                pieces.add(small.toByteArray());
                small.reset();
            }
        }
    }
}
