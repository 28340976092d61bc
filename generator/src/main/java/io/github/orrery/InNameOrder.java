package io.github.orrery;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Works on many things at once and hands the results on in the order of the things: a few more than there are cores are
 * under way, so that memory grows with those and not with all.
 */
final class InNameOrder {
    /** Work on one thing; runs in parallel with others. */
    interface Work<T, R> {
        R apply(T thing) throws IOException;
    }

    /** Takes one result; called in order, by the calling thread. */
    interface Taker<R> {
        void take(R result) throws IOException;
    }

    private InNameOrder() {}

    /** @throws IOException the first failure, in the order of the things; what was not begun is then not begun */
    static <T, R> void work(List<T> things, Work<T, R> work, Taker<R> taker) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        int window = cores * 4;
        ExecutorService workers = Executors.newFixedThreadPool(cores);
        try {
            Deque<Future<R>> underWay = new ArrayDeque<>();
            Iterator<T> rest = things.iterator();
            while (rest.hasNext() || !underWay.isEmpty()) {
                while (rest.hasNext() && underWay.size() < window) {
                    T thing = rest.next();
                    underWay.add(workers.submit(() -> work.apply(thing)));
                }
                taker.take(result(underWay.remove()));
            }
        } finally {
            end(workers);
        }
    }

    /** What is under way may still write: it has to end before anybody tidies up. */
    private static void end(ExecutorService workers) {
        workers.shutdownNow();
        try {
            while (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
                // a package takes seconds at the most
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <R> R result(Future<R> future) throws IOException {
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
