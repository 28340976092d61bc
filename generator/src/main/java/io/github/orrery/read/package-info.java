/** A directory becomes packages; what cannot be read becomes problems. */
@NullMarked
package io.github.orrery.read;

import org.jspecify.annotations.NullMarked;
