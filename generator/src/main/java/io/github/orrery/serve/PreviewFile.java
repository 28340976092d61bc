package io.github.orrery.serve;

import io.github.orrery.site.SiteFile;

/** A file of a preview. */
public record PreviewFile(SiteFile file, PreviewContent content) {}
