/** The only door to Jackson's parser and printer: see {@link io.github.orrery.json.JsonDocument}. */
@NullMarked
package io.github.orrery.json;

import org.jspecify.annotations.NullMarked;
