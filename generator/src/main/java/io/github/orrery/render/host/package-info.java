/** The files that make hosts serve a site rightly: one class per host, all made from {@code HostRules}. */
@NullMarked
package io.github.orrery.render.host;

import org.jspecify.annotations.NullMarked;
