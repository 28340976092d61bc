package io.github.orrery.publish;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/** The time, and waiting for it to pass. */
public interface PublishClock {
    Instant now();

    /** Returns when the time has passed, or earlier where the thread is interrupted. */
    void pause(Duration time);

    /** The machine's clock. */
    static PublishClock ofMachine() {
        InstantSource source = InstantSource.system();
        return new PublishClock() {
            @Override
            public Instant now() {
                return source.instant();
            }

            @Override
            public void pause(Duration time) {
                LockSupport.parkNanos(time.toNanos());
            }
        };
    }
}
