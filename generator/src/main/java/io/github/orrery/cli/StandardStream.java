package io.github.orrery.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output or error. A reader that has seen enough, such as {@code head}, is no failure. */
final class StandardStream extends FilterOutputStream {
    private boolean readerIsGone;

    private StandardStream(OutputStream target) {
        super(target);
    }

    static OutputStream of(FileDescriptor descriptor) {
        return new StandardStream(new FileOutputStream(descriptor));
    }

    static OutputStream of(OutputStream target) {
        return new StandardStream(target);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (readerIsGone) {
            return;
        }
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            if (!"Broken pipe".equals(e.getMessage())) {
                throw e;
            }
            readerIsGone = true;
        }
    }
}
