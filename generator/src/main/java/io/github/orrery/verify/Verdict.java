package io.github.orrery.verify;

import java.util.List;

/**
 * Whether one client can use the site.
 *
 * @param client e.g. {@code DC/OS 1.13}
 * @param where what it reads: a path or a URL
 * @param packages how many packages it sees; 0 where it refuses what it reads
 * @param revisions how many revisions
 * @param refusedFor the ids of the faults for which it refuses the site; none where it can use it
 */
public record Verdict(String client, String where, int packages, int revisions, List<String> refusedFor) {
    public Verdict {
        refusedFor = List.copyOf(refusedFor);
    }

    public boolean isUsable() {
        return refusedFor.isEmpty();
    }
}
