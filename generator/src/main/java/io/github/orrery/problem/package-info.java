/** What is wrong with the user's data, and where: see {@link io.github.orrery.problem.Problem}. */
@NullMarked
package io.github.orrery.problem;

import org.jspecify.annotations.NullMarked;
