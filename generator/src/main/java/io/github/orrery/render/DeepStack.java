package io.github.orrery.render;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Calls code that recurses as deep as strangers' text is long, on a stack that is deep enough. */
final class DeepStack {
    /** In bytes: four times what the longest text needs, interpreted. Only what is used becomes memory. */
    private static final long SIZE = 256L << 20;

    private DeepStack() {}

    /** What the code gives, or throws. Waits for it even where the caller is interrupted: it is never long. */
    static String call(Supplier<String> code) {
        FutureTask<String> task = new FutureTask<>(code::get);
        new Thread(null, task, "deep", SIZE).start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
