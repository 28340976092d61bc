/** What we produce, before it is anywhere: see {@link io.github.orrery.site.SiteFile}. */
@NullMarked
package io.github.orrery.site;

import org.jspecify.annotations.NullMarked;
