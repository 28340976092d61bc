/** Packages become the files of a site, one class per family of outputs. */
@NullMarked
package io.github.orrery.render;

import org.jspecify.annotations.NullMarked;
