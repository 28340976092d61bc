/** What a cluster would install: see {@link io.github.orrery.app.AppRenderer}. */
@NullMarked
package io.github.orrery.app;

import org.jspecify.annotations.NullMarked;
