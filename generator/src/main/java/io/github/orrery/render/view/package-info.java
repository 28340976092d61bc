/**
 * What the templates are given: records of strings that are ready to show, one for each template. Fields that may be
 * absent are {@code @Nullable}; a value of FreeMarker's HTML type is sanitised markup, everything else is escaped.
 */
@NullMarked
package io.github.orrery.render.view;

import org.jspecify.annotations.NullMarked;
