package io.github.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardStreamTest {
    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() {
        assertThat(failsWith("Broken pipe")).isFalse();
    }

    @Test
    void aFullDiskIsAFailure() {
        assertThat(failsWith("No space left on device")).isTrue();
    }

    private static boolean failsWith(String message) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
        PrintWriter out = new PrintWriter(StandardStream.of(broken), false, StandardCharsets.UTF_8);
        out.println("a result");
        out.flush();
        out.println("another");
        return out.checkError();
    }
}
