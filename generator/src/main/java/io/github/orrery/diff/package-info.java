/** What differs between two repositories for the clusters that read them: packages, revisions, options, images. */
@NullMarked
package io.github.orrery.diff;

import org.jspecify.annotations.NullMarked;
