package io.github.orrery.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made when it is first asked for, by whoever asks; others wait. A failure is kept like a value.
 *
 * <p>Never asked by a task of a fork-join pool: while such a thread waits for parts of its work it takes up other tasks, which
 * may ask for what the thread itself is making.
 */
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

    /** Whether asking gives an answer at once. */
    public synchronized boolean isMade() {
        return making == null;
    }

    /** @throws UncheckedIOException where making it fails with its cause; other failures are thrown as they are */
    public synchronized T get() {
        assert !(Thread.currentThread() instanceof ForkJoinWorkerThread) : "asked by a task of a pool that helps";
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
