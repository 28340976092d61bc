package io.github.orrery;

import java.nio.file.Path;

/**
 * What a check is asked for.
 *
 * @param repo the directory that holds {@code packages/} or {@code repo/packages/}
 * @param accepted problems that are not to be reported
 * @param strict whether warnings count as errors
 * @param allowNonAscii whether text that is not ASCII is a warning instead of an error
 */
public record CheckOptions(Path repo, Baseline accepted, boolean strict, boolean allowNonAscii) {}
