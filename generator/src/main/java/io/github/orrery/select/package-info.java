/** Which revisions a DC/OS version may see, and how they are downgraded for it. */
@NullMarked
package io.github.orrery.select;

import org.jspecify.annotations.NullMarked;
