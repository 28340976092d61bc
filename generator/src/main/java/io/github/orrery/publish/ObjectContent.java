package io.github.orrery.publish;

import io.github.orrery.publication.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes to be written, which can be read as often as asked. */
public interface ObjectContent {
    /** In bytes. */
    long size();

    /** 64 lower-case hex digits. */
    String sha256();

    InputStream open() throws IOException;

    /** Bytes in memory; they are not copied. */
    static ObjectContent of(byte[] bytes) {
        String sha256 = Sha256.of(bytes);
        return new ObjectContent() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public String sha256() {
                return sha256;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    /** A file whose size and sum are known. */
    static ObjectContent of(Path file, long size, String sha256) {
        record InFile(Path file, long size, String sha256) implements ObjectContent {
            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        }
        return new InFile(file, size, sha256);
    }
}
