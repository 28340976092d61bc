package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.orrery.testing.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
        ObjectContent lying = saidToBeOne(ObjectContent.of("two".getBytes(StandardCharsets.US_ASCII))::open);

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
    void aLinkToADirectoryIsThatDirectory() throws IOException {
        Path www = Files.createDirectory(directory.resolve("www"));
        Bucket bucket = DirectoryBucket.open(Files.createSymbolicLink(directory.resolve("link"), www));
        bucket.put("a/b", text("x"), ObjectHeaders.BY_HASH, WriteCondition.ALWAYS);

        assertThat(bucket.list("")).containsOnlyKeys("a/b");
        assertThat(www.resolve("a/b")).hasContent("x");
    }

    @Test
    void noLinkBelowTheDirectoryIsFollowed() throws IOException {
        Bucket bucket = empty();
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.createDirectory(directory.resolve("bucket0"));
        Files.createSymbolicLink(directory.resolve("bucket0/assets"), elsewhere);

        assertThatThrownBy(() -> bucket.put("assets/a", text("x"), ObjectHeaders.BY_HASH, WriteCondition.ALWAYS))
                .isInstanceOf(IOException.class)
                .hasMessage(directory.resolve("bucket0/assets") + ": is a link, expected a directory");
        assertThatThrownBy(() -> bucket.delete("assets/a")).isInstanceOf(IOException.class);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    @Timeout(10)
    void whatIsNoFileIsNotReadWithoutAnEnd() throws IOException {
        Bucket bucket = empty();
        Path root = Files.createDirectory(directory.resolve("bucket0"));
        assertThat(Shell.run(root, "mkfifo", "pipe").status()).isZero();

        assertThatThrownBy(() -> bucket.get("pipe"))
                .isInstanceOf(IOException.class)
                .hasMessage(root.resolve("pipe") + ": is no regular file");
        assertThatThrownBy(() -> bucket.head("pipe")).isInstanceOf(IOException.class);
    }

    @Test
    void aWriteThatFailsNamesThePlaceAndLeavesNothing() throws IOException {
        Bucket bucket = empty();
        ObjectContent failing = saidToBeOne(() -> new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        });

        assertThatThrownBy(() -> bucket.put("a/b", failing, ObjectHeaders.BY_HASH, WriteCondition.ALWAYS))
                .hasMessage(directory.resolve("bucket0/a/b") + ": No space left on device");
        assertThat(bucket.list("")).isEmpty();
    }

    @Test
    void foldersThatBecomeEmptyGo() throws IOException {
        Bucket bucket = empty();
        bucket.put("a/b/c", text("x"), ObjectHeaders.BY_HASH, WriteCondition.ALWAYS);
        bucket.delete("a/b/c");

        assertThat(directory.resolve("bucket0/a")).doesNotExist();
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    /** The size and sum of the text {@code one}, and other bytes. */
    private static ObjectContent saidToBeOne(Opening bytes) {
        return new ObjectContent() {
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
                return bytes.open();
            }
        };
    }
}
