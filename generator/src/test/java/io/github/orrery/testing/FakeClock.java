package io.github.orrery.testing;

import io.github.orrery.publish.PublishClock;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands still but when somebody waits. */
public final class FakeClock implements PublishClock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void pause(Duration time) {
        now = now.plus(time);
    }
}
