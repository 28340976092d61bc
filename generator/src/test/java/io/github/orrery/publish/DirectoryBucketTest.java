package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBucketTest extends BucketContract {
    @TempDir
    Path directory;

    private int made;

    @Override
    Bucket empty() {
        return DirectoryBucket.open(directory.resolve("bucket" + made++));
    }

    @Test
    void aFileAndItsBytesByHashShareTheirPlaceOnTheDisk() throws IOException {
        Bucket bucket = empty();
        bucket.put("by-hash/x", text("one"), ObjectHeaders.BY_HASH, WriteCondition.ALWAYS);
        bucket.copy("by-hash/x", "index.html", ObjectHeaders.BY_HASH);

        Path root = directory.resolve("bucket0");
        assertThat(Files.getAttribute(root.resolve("index.html"), "unix:ino"))
                .isEqualTo(Files.getAttribute(root.resolve("by-hash/x"), "unix:ino"));
    }

    @Test
    void aFileThatChangesWhileItIsCopiedIsNotWritten() throws IOException {
        Bucket bucket = empty();
        ObjectContent lying = new ObjectContent() {
            @Override
            public long size() {
                return 3;
            }

            @Override
            public String sha256() {
                return text("one").sha256();
            }

            @Override
            public InputStream open() throws IOException {
                return ObjectContent.of("two".getBytes(StandardCharsets.US_ASCII))
                        .open();
            }
        };

        assertThatThrownBy(() -> bucket.put("a", lying, ObjectHeaders.BY_HASH, WriteCondition.ALWAYS))
                .hasMessageContaining("changed while it was copied");
        assertThat(bucket.get("a")).isEmpty();
    }

    @Test
    void noKeyLeavesTheDirectory() {
        Bucket bucket = empty();

        assertThatThrownBy(() -> bucket.put("../a", text("x"), ObjectHeaders.BY_HASH, WriteCondition.ALWAYS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bucket.get("/etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void foldersThatBecomeEmptyGo() throws IOException {
        Bucket bucket = empty();
        bucket.put("a/b/c", text("x"), ObjectHeaders.BY_HASH, WriteCondition.ALWAYS);
        bucket.delete("a/b/c");

        assertThat(directory.resolve("bucket0/a")).doesNotExist();
    }
}
