/** A site becomes what is served: a plan first, then the calls. See {@link io.github.orrery.publish.Publisher}. */
@NullMarked
package io.github.orrery.publish;

import org.jspecify.annotations.NullMarked;
