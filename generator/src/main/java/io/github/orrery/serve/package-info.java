/** A site in memory becomes a preview: it answers as a well-configured host does. See {@link PreviewServer}. */
@NullMarked
package io.github.orrery.serve;

import org.jspecify.annotations.NullMarked;
