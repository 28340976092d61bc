/**
 * What a published site says of itself beside its files: the commit record, the manifests, the notes, and where they
 * stand. Written by {@code publish}, read by whoever wants files of one publication (trust.md 5 and 6).
 */
@NullMarked
package io.github.orrery.publication;

import org.jspecify.annotations.NullMarked;
