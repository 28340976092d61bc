/** A built site, in a directory or behind a URL, becomes findings: what a client of it would stumble over. */
@NullMarked
package io.github.orrery.verify;

import org.jspecify.annotations.NullMarked;
