/** Words on the command line become options, problems become text, the outcome becomes an exit status. */
@NullMarked
package io.github.orrery.cli;

import org.jspecify.annotations.NullMarked;
