package io.github.orrery.publish;

/**
 * What a publication is asked for.
 *
 * @param dryRun whether only the plan is made; nothing is written then
 * @param singleWriter whether the user vouches that nobody else publishes there, so that a place without conditional
 *     writes will do
 * @param allowRemovals whether more than a tenth of the packages may go at once
 * @param allowChanges whether revisions that were published may change
 * @param parallelism how many requests at once
 */
public record PublishOptions(
        boolean dryRun, boolean singleWriter, boolean allowRemovals, boolean allowChanges, int parallelism) {
    /** No wish at all. */
    public static final PublishOptions DEFAULT = new PublishOptions(false, false, false, false, 16);
}
