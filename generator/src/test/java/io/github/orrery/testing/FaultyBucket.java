package io.github.orrery.testing;

import io.github.orrery.publish.Bucket;
import io.github.orrery.publish.ObjectContent;
import io.github.orrery.publish.ObjectHeaders;
import io.github.orrery.publish.WriteCondition;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;

/** A bucket whose every request somebody may watch, delay, or let fail: before it happens or after. */
public final class FaultyBucket implements Bucket {
    /** The publisher's process is gone: nothing catches this. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        public Killed() {
            super("killed", null, false, false);
        }
    }

    /** Called around each request; what it throws is what the publisher sees. */
    public interface Fault {
        void before(int request, String key) throws IOException;

        void after(int request, String key) throws IOException;
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    private final Bucket bucket;
    private final Fault fault;
    private int requests;

    public FaultyBucket(Bucket bucket, Fault fault) {
        this.bucket = bucket;
        this.fault = fault;
    }

    /** Dies at its k-th request and at all later ones. */
    public static FaultyBucket dyingAt(Bucket bucket, int k, boolean beforeIt) {
        return new FaultyBucket(bucket, new Fault() {
            @Override
            public void before(int request, String key) {
                if (request > k || (request == k && beforeIt)) {
                    throw new Killed();
                }
            }

            @Override
            public void after(int request, String key) {
                if (request >= k) {
                    throw new Killed();
                }
            }
        });
    }

    /** How many requests there were. */
    public int requests() {
        return requests;
    }

    private <T> T call(String key, Call<T> call) throws IOException {
        int request;
        synchronized (this) {
            request = requests++;
        }
        fault.before(request, key);
        T answer = call.run();
        fault.after(request, key);
        return answer;
    }

    @Override
    public SortedMap<String, Listed> list(String prefix) throws IOException {
        return call(prefix, () -> bucket.list(prefix));
    }

    @Override
    public Optional<Stored> get(String key) throws IOException {
        return call(key, () -> bucket.get(key));
    }

    @Override
    public Optional<Head> head(String key) throws IOException {
        return call(key, () -> bucket.head(key));
    }

    @Override
    public String put(String key, ObjectContent content, ObjectHeaders headers, WriteCondition condition)
            throws IOException {
        return call(key, () -> bucket.put(key, content, headers, condition));
    }

    @Override
    public void copy(String from, String to, ObjectHeaders headers) throws IOException {
        call(to, () -> {
            bucket.copy(from, to, headers);
            return true;
        });
    }

    @Override
    public void delete(String key) throws IOException {
        call(key, () -> {
            bucket.delete(key);
            return true;
        });
    }

    @Override
    public boolean keepsHeaders() {
        return bucket.keepsHeaders();
    }

    @Override
    public String name() {
        return bucket.name();
    }

    @Override
    public void close() throws IOException {
        bucket.close();
    }
}
