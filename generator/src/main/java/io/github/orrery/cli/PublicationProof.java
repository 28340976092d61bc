package io.github.orrery.cli;

import io.github.orrery.Progress;
import io.github.orrery.publication.CommitRecord;
import io.github.orrery.publish.PublishClock;
import io.github.orrery.verify.Depth;
import io.github.orrery.verify.Fault;
import io.github.orrery.verify.Finding;
import io.github.orrery.verify.Verification;
import io.github.orrery.verify.VerifyLimits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Looks at a publication through its public address until it is all there (trust.md 6, step 9): caches may hold what they
 * have for five minutes.
 */
final class PublicationProof {
    /** The longest max-age of a file that may change, and half a minute. */
    static final Duration PATIENCE = Duration.ofMinutes(5).plusSeconds(30);

    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** What a cache that holds an older publication looks like. */
    private static final Set<Fault> PASSING = EnumSet.of(
            Fault.SUM,
            Fault.SIZE,
            Fault.SWAPPED,
            Fault.SHARD,
            Fault.STATUS,
            Fault.MISSING_FILE,
            Fault.MANIFEST,
            Fault.PUBLICATION,
            Fault.OBJECT,
            Fault.NO_INDEX);

    private final VerifyCommand.Verifier verifier;
    private final PublishClock clock;

    PublicationProof(VerifyCommand.Verifier verifier, PublishClock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    /**
     * What was seen last.
     *
     * @param shown whether readers of the address are sent to the version, or a newer one
     */
    record Seen(Verification verification, boolean shown) {
        boolean isRight() {
            return shown && verification.errors() == 0;
        }
    }

    /** Looks until all is right, or will not become so by waiting, or nobody may wait any longer. */
    Seen look(String url, long version, Progress progress) throws IOException {
        Instant end = clock.now().plus(PATIENCE);
        while (true) {
            Verification verification = verifier.verify(url, VerifyLimits.DEFAULT, Depth.CLIENTS)
                    .orElseThrow(() -> new IllegalArgumentException(url));
            CommitRecord record = verification.publication();
            Seen seen = new Seen(verification, record != null && record.version() >= version);
            boolean mayPass = verification.findings().stream()
                    .filter(Finding::isError)
                    .allMatch(finding -> PASSING.contains(finding.fault()));
            if (seen.isRight() || !mayPass || !clock.now().isBefore(end)) {
                return seen;
            }
            progress.at("waiting for the caches of " + url, 0, 0);
            clock.pause(PAUSE);
        }
    }
}
