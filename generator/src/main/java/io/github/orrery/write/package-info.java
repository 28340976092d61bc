/** A site becomes a directory, wholly or not at all. */
@NullMarked
package io.github.orrery.write;

import org.jspecify.annotations.NullMarked;
