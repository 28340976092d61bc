package io.github.orrery.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.publication.RecordJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A note at the destination that somebody is publishing, so that others wait instead of working in vain. It is renewed
 * while the work goes on; one that has not changed for a minute belongs to a publisher that is gone, and is taken over.
 * No clock of another machine matters. What keeps two publications apart is the commit record, not this.
 */
final class Lease implements AutoCloseable {
    static final Duration LIFE = Duration.ofMinutes(1);

    private static final Duration RENEWAL = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Bucket bucket;
    private final PublishClock clock;
    private final String owner;
    private long turn;
    private String etag = "";
    private Instant renewed;
    private boolean isLost;

    private Lease(Bucket bucket, PublishClock clock, String owner) {
        this.bucket = bucket;
        this.clock = clock;
        this.owner = owner;
        this.renewed = clock.now();
    }

    /**
     * Takes the lease, where need be after a minute.
     *
     * @throws LostRaceException where another publisher is at work
     */
    static Lease take(Bucket bucket, PublishClock clock, String owner) throws IOException {
        Lease lease = new Lease(bucket, clock, owner);
        Instant begin = clock.now();
        String first = null;
        while (true) {
            if (lease.write(WriteCondition.IF_ABSENT)) {
                return lease;
            }
            Optional<Bucket.Head> held = bucket.head(PublicationKeys.LEASE);
            if (held.isEmpty()) {
                continue; // given back since
            }
            String seen = held.get().etag();
            first = first == null ? seen : first;
            if (!clock.now().isBefore(begin.plus(LIFE))) {
                if (seen.equals(first) && lease.write(new WriteCondition.IfMatch(seen))) {
                    return lease;
                }
                throw new LostRaceException(
                        bucket.name() + ": another publisher is at work there; nothing was changed, try again later");
            }
            clock.pause(LOOK);
        }
    }

    /**
     * Called before each piece of work.
     *
     * @throws LostRaceException where another publisher has taken over, since we were away for too long
     */
    synchronized void renew() throws IOException {
        if (isLost) {
            throw lost();
        }
        if (clock.now().isBefore(renewed.plus(RENEWAL))) {
            return;
        }
        if (!write(new WriteCondition.IfMatch(etag))) {
            isLost = true;
            throw lost();
        }
    }

    private LostRaceException lost() {
        return new LostRaceException(bucket.name() + ": another publisher has taken over; publish again");
    }

    private boolean write(WriteCondition condition) throws IOException {
        ObjectNode text = Json.NODES.objectNode();
        text.put("owner", owner);
        text.set("turn", RecordJson.number(turn++));
        String written = put(JsonText.compact(text), condition);
        if (written == null) {
            return false;
        }
        etag = written;
        renewed = clock.now();
        return true;
    }

    private @Nullable String put(byte[] text, WriteCondition condition) throws IOException {
        try {
            return bucket.put(PublicationKeys.LEASE, ObjectContent.of(text), ObjectHeaders.RECORD, condition);
        } catch (ConditionFailedException e) {
            return null;
        }
    }

    /** Gives the lease back. */
    @Override
    public synchronized void close() throws IOException {
        if (!isLost
                && bucket.head(PublicationKeys.LEASE)
                        .filter(head -> head.etag().equals(etag))
                        .isPresent()) {
            bucket.delete(PublicationKeys.LEASE);
        }
    }
}
