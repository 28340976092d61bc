/** The Universe's nouns, values without I/O: see {@link io.github.orrery.model.Revision}. */
@NullMarked
package io.github.orrery.model;

import org.jspecify.annotations.NullMarked;
