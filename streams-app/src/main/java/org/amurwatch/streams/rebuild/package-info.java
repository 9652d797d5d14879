/** Makes all that is derived again, in a next generation of the Streams applications, and switches to it. */
@NullMarked
package org.amurwatch.streams.rebuild;

import org.jspecify.annotations.NullMarked;
