package io.github.orrery.testing;

import io.github.orrery.publish.Bucket;
import io.github.orrery.publish.ConditionFailedException;
import io.github.orrery.publish.ObjectContent;
import io.github.orrery.publish.ObjectHeaders;
import io.github.orrery.publish.PublishClock;
import io.github.orrery.publish.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A bucket for tests. Its etags tell contents apart and not writes, as those of object storage do. */
public final class InMemoryBucket implements Bucket {
    private record Item(
            ObjectContent content, long size, String etag, String sha256, ObjectHeaders headers, Instant modified) {
        byte[] bytes() {
            try (InputStream in = content.open()) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final ConcurrentSkipListMap<String, Item> items = new ConcurrentSkipListMap<>();
    private final PublishClock clock;
    private final boolean hasConditions;

    public InMemoryBucket(PublishClock clock) {
        this(clock, true);
    }

    /** @param hasConditions whether conditions of writes are heeded, or silently ignored */
    public InMemoryBucket(PublishClock clock, boolean hasConditions) {
        this.clock = clock;
        this.hasConditions = hasConditions;
    }

    /** A copy of what is there now. */
    public InMemoryBucket copy() {
        InMemoryBucket copy = new InMemoryBucket(clock, hasConditions);
        copy.items.putAll(items);
        return copy;
    }

    /** What a reader is served: bytes and headers of one moment. */
    public Optional<Served> served(String key) {
        return Optional.ofNullable(items.get(key)).map(item -> new Served(item.headers(), item.content()));
    }

    /** An object as it is served. */
    public record Served(ObjectHeaders headers, ObjectContent content) {
        public byte[] bytes() throws IOException {
            try (InputStream in = content.open()) {
                return in.readAllBytes();
            }
        }
    }

    @Override
    public SortedMap<String, Listed> list(String prefix) {
        SortedMap<String, Listed> listed = new TreeMap<>();
        items.forEach((key, item) -> {
            if (key.startsWith(prefix)) {
                listed.put(key, new Listed(item.size(), item.modified()));
            }
        });
        return listed;
    }

    @Override
    public Optional<Stored> get(String key) {
        return Optional.ofNullable(items.get(key)).map(item -> new Stored(item.bytes(), item.etag()));
    }

    @Override
    public Optional<Head> head(String key) {
        return Optional.ofNullable(items.get(key))
                .map(item -> new Head(item.size(), item.etag(), item.sha256(), item.headers()));
    }

    @Override
    public synchronized String put(String key, ObjectContent content, ObjectHeaders headers, WriteCondition condition)
            throws IOException {
        Item there = items.get(key);
        if (hasConditions && condition instanceof WriteCondition.IfAbsent && there != null) {
            throw new ConditionFailedException(key);
        }
        if (hasConditions
                && condition instanceof WriteCondition.IfMatch match
                && (there == null || !there.etag().equals(match.etag()))) {
            throw new ConditionFailedException(key);
        }
        byte[] bytes;
        try (InputStream in = content.open()) {
            bytes = in.readAllBytes();
        }
        Item item = new Item(
                ObjectContent.of(bytes),
                bytes.length,
                '"' + digest("MD5", bytes) + '"',
                digest("SHA-256", bytes),
                headers,
                clock.now());
        items.put(key, item);
        return item.etag();
    }

    @Override
    public synchronized void copy(String from, String to, ObjectHeaders headers) throws IOException {
        Item item = items.get(from);
        if (item == null) {
            throw new IOException(from + ": there is no such object");
        }
        items.put(to, new Item(item.content(), item.size(), item.etag(), item.sha256(), headers, clock.now()));
    }

    @Override
    public void delete(String key) {
        items.remove(key);
    }

    @Override
    public boolean keepsHeaders() {
        return true;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void close() {
        // nothing is open
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
