package io.github.orrery.publish;

import io.github.orrery.testing.FakeClock;
import io.github.orrery.testing.InMemoryBucket;

class InMemoryBucketTest extends BucketContract {
    @Override
    Bucket empty() {
        return new InMemoryBucket(new FakeClock());
    }
}
