package io.github.orrery.verify;

import io.github.orrery.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as it comes, with deadlines of our own: the JDK's end with the headers. At most one part of it
 * waits in memory.
 */
final class BodyStream extends InputStream implements BodySubscriber<BodyStream> {
    /**
     * What the connection brings.
     *
     * @param bytes the next part; none at the end
     * @param failure why the end came too early; none where it is the end
     */
    private record Event(List<ByteBuffer> bytes, @Nullable Throwable failure) {}

    private final VerifyLimits limits;
    private final long deadline;
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.@Nullable Subscription> subscription = new CompletableFuture<>();
    private List<ByteBuffer> part = List.of();
    private int next;
    private boolean ended;
    private long received;

    /** @param deadline {@link System#nanoTime()} at which all must be there */
    BodyStream(VerifyLimits limits, long deadline) {
        this.limits = limits;
        this.deadline = deadline;
    }

    @Override
    public CompletionStage<BodyStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        events.add(new Event(bytes, null));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new Event(List.of(), failure));
    }

    @Override
    public void onComplete() {
        events.add(new Event(List.of(), null));
    }

    /** How many bytes came so far. */
    long received() {
        return received;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!ended) {
            for (; next < part.size(); next++) {
                ByteBuffer buffer = part.get(next);
                if (buffer.hasRemaining()) {
                    int n = Math.min(length, buffer.remaining());
                    buffer.get(bytes, offset, n);
                    received += n;
                    return n;
                }
            }
            await();
        }
        return -1;
    }

    /** Lets go of the connection. */
    @Override
    public void close() {
        ended = true;
        Flow.Subscription begun = subscription.getNow(null);
        if (begun != null) {
            begun.cancel();
        }
    }

    private void await() throws IOException {
        long left = deadline - System.nanoTime();
        long patience = Math.min(left, limits.idle().toNanos());
        Event event;
        try {
            if (next > 0) {
                subscription.join().request(1);
            }
            event = patience > 0 ? events.poll(patience, TimeUnit.NANOSECONDS) : events.poll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (event == null || left <= 0) {
            close();
            throw left <= limits.idle().toNanos() ? tooSlow(limits.total()) : stalled(received, limits.idle());
        }
        if (event.bytes().isEmpty()) {
            ended = true;
            if (event.failure() != null) {
                throw new Refused(
                        Fault.TRUNCATED,
                        "breaks off after " + received + " bytes ("
                                + Problem.quote(String.valueOf(event.failure().getMessage()))
                                + "), expected the whole body",
                        "send as many bytes as Content-Length says, and end the last chunk");
            }
        }
        part = event.bytes();
        next = 0;
    }

    static Refused stalled(long received, Duration idle) {
        return new Refused(
                Fault.STALLED,
                "nothing came for " + seconds(idle) + " after " + received + " bytes of the body",
                "look at the server: a cluster waits for it without an end");
    }

    /** For a server that takes the request and does not answer it. */
    static Refused noHeaders(Duration patience) {
        return new Refused(
                Fault.STALLED,
                "is not answered within " + seconds(patience),
                "look at the server: a cluster waits for it without an end");
    }

    static Refused tooSlow(Duration total) {
        return new Refused(
                Fault.TOO_SLOW,
                "is not there after " + seconds(total),
                "look at the server or its connection; --timeout waits longer where it really takes that long");
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
