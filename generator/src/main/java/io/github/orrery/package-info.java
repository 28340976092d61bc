/** The pipeline and its public API: read, check, select, render, write. */
@NullMarked
package io.github.orrery;

import org.jspecify.annotations.NullMarked;
