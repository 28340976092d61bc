package io.github.orrery.publish;

import io.github.orrery.testing.InMemoryBucket;
import io.github.orrery.testing.Polling;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A store whose conditional writes hold, as those of object storage do. */
class InMemoryPublicationTest extends PublicationContract {
    private final Map<String, InMemoryBucket> buckets = new ConcurrentHashMap<>();

    @Override
    InMemoryBucket place(String name) {
        return buckets.computeIfAbsent(name, key -> new InMemoryBucket(clock));
    }

    @Override
    Polling.Host host(String name) {
        return host(place(name));
    }

    static Polling.Host host(InMemoryBucket bucket) {
        return key -> bucket.served(key)
                .map(served -> new Polling.Answer(
                        served.headers().contentType(),
                        served.headers().contentEncoding() == null
                                ? ""
                                : served.headers().contentEncoding(),
                        served::bytes));
    }

    @Override
    int fewestMixes() {
        return 1;
    }
}
