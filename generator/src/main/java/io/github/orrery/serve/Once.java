package io.github.orrery.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for, by whoever asks; others wait. A failure is kept like a value. */
public final class Once<T> {
    /** Makes the value. */
    public interface Making<T> {
        T make() throws IOException;
    }

    private @Nullable Making<T> making;
    private @Nullable T made;
    private @Nullable RuntimeException failure;

    public Once(Making<T> making) {
        this.making = making;
    }

    /** @throws UncheckedIOException where making it fails with its cause; other failures are thrown as they are */
    public synchronized T get() {
        if (making != null) {
            try {
                made = making.make();
            } catch (IOException e) {
                failure = new UncheckedIOException(e);
            } catch (RuntimeException e) {
                failure = e;
            }
            making = null; // with all that it was made of
        }
        T value = made;
        if (value == null) {
            throw failure == null ? new IllegalStateException("nothing was made") : failure;
        }
        return value;
    }
}
