package io.github.orrery.publish;

import io.github.orrery.publication.PublishedFile.Sum;

/** One step of a plan. */
public sealed interface PublishAction {
    /** Where: a path of the site, or {@code by-hash/...}. */
    String key();

    /** Bytes that are not there, or not known to be. */
    record Put(String key, Sum bytes, ObjectHeaders headers) implements PublishAction {}

    /** Something that is not wanted any more, and was not for longer than the grace period. */
    record Delete(String key) implements PublishAction {}

    /** Something that is there already as it is wanted. */
    record Keep(String key) implements PublishAction {}
}
