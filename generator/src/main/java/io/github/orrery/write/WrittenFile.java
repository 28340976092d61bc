package io.github.orrery.write;

import io.github.orrery.site.SiteFile;

/**
 * A file of the site as it was written.
 *
 * @param size in bytes
 * @param sha256 64 lower-case hex digits
 */
public record WrittenFile(SiteFile file, long size, String sha256) {}
