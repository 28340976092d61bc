package io.github.orrery.publish;

/**
 * What became of a publication.
 *
 * @param version the version that readers are sent to now, or would be
 */
public record PublishResult(Outcome outcome, long version, PublishPlan plan) {
    /** How it ended. */
    public enum Outcome {
        /** Only the plan was made. */
        PLANNED,
        /** Readers are sent to a new version. */
        PUBLISHED,
        /** As {@link #PUBLISHED}, and somebody else has published a newer one since. */
        OVERTAKEN,
        /** The version was published before; files that a broken publication had left were put right. */
        COMPLETED,
        /** Everything was there already. */
        UNCHANGED
    }
}
