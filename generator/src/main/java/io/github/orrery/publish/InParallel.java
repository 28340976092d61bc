package io.github.orrery.publish;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does the same to many things, several at a time; the first failure ends it. */
final class InParallel {
    interface Task<T> {
        void run(T thing) throws IOException;
    }

    private InParallel() {}

    static <T> void run(int parallelism, String phase, List<T> things, Publisher.Watcher watcher, Task<T> task)
            throws IOException {
        int threads = Math.min(parallelism, things.size());
        if (threads <= 1) {
            for (int i = 0; i < things.size(); i++) {
                task.run(things.get(i));
                watcher.at(phase, i + 1, things.size());
            }
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "publish");
            thread.setDaemon(true);
            return thread;
        });
        try {
            ExecutorCompletionService<Boolean> done = new ExecutorCompletionService<>(pool);
            for (T thing : things) {
                done.submit(() -> {
                    task.run(thing);
                    return true;
                });
            }
            for (int i = 0; i < things.size(); i++) {
                done.take().get();
                watcher.at(phase, i + 1, things.size());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
