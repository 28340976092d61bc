package io.github.orrery.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Works on a few things in the calling thread and those that would help it. When a failure is told, nothing is under way
 * any more that could still write.
 */
public final class SideBySide {
    /** Work on one thing. */
    public interface Work<T, R> {
        R apply(T thing) throws IOException;
    }

    private SideBySide() {}

    /**
     * Works on all of them.
     *
     * @return what came of them, in their order
     * @throws IOException the first failure in the order of the things, when all have ended
     */
    public static <T, R> List<R> work(List<T> things, Work<T, R> work) throws IOException {
        List<FutureTask<R>> tasks = things.stream()
                .map(thing -> new FutureTask<>(() -> work.apply(thing)))
                .toList();
        tasks.parallelStream().forEach(FutureTask::run);
        List<R> results = new ArrayList<>();
        for (FutureTask<R> task : tasks) {
            results.add(result(task));
        }
        return results;
    }

    /**
     * What a task gave.
     *
     * @throws IOException its failure as it was thrown, or that this thread was interrupted
     */
    public static <R> R result(Future<R> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
