/** Gets the icons that packages name, once, and makes them small: the one stage of a build that asks other hosts. */
@NullMarked
package io.github.orrery.icons;

import org.jspecify.annotations.NullMarked;
