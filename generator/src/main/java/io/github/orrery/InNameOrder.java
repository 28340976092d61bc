package io.github.orrery;

import io.github.orrery.site.SideBySide;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Works on many things at once and hands the results on in the order of the things. Only so many are under way that
 * memory grows with those and not with all, and yet so many that a large one among small ones lets no core rest.
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

    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int UNDER_WAY_FOR_A_CORE = 40;

    private InNameOrder() {}

    /** Things that are all of one size. */
    static <T, R> void work(List<T> things, Work<T, R> work, Taker<R> taker) throws IOException {
        work(InNameOrder::workers, things, thing -> 1, work, taker);
    }

    /** One thread for each core. */
    static ExecutorService workers() {
        return Executors.newFixedThreadPool(CORES);
    }

    /**
     * One thread for each core, also while they wait for something; one that has nothing to do helps another with what it
     * works on {@link SideBySide}.
     */
    static ExecutorService helpingWorkers() {
        return new ForkJoinPool(
                CORES,
                ForkJoinPool.defaultForkJoinWorkerThreadFactory,
                null,
                false,
                CORES,
                CORES,
                0,
                pool -> true,
                1,
                TimeUnit.MINUTES);
    }

    /**
     * Things of several sizes.
     *
     * @param workers makes those who work
     * @param size of a thing; those under way have at most forty a core together, where they are more than the cores
     * @throws IOException the first failure, in the order of the things; what was not begun is then not begun
     */
    static <T, R> void work(
            Supplier<ExecutorService> workers, List<T> things, ToIntFunction<T> size, Work<T, R> work, Taker<R> taker)
            throws IOException {
        ExecutorService made = workers.get();
        try {
            Deque<Future<R>> underWay = new ArrayDeque<>();
            int sizeUnderWay = 0;
            int next = 0;
            for (T thing : things) {
                while (next < things.size()
                        && (underWay.size() <= CORES || sizeUnderWay < CORES * UNDER_WAY_FOR_A_CORE)) {
                    T begun = things.get(next++);
                    FutureTask<R> result = new FutureTask<>(() -> work.apply(begun));
                    made.execute(result);
                    underWay.add(result);
                    sizeUnderWay += size.applyAsInt(begun);
                }
                taker.take(SideBySide.result(underWay.remove()));
                sizeUnderWay -= size.applyAsInt(thing);
            }
        } finally {
            end(made);
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
}
