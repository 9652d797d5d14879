/** Which topics a Streams application works on: those of the system, or staged ones while it is rebuilt. */
@NullMarked
package org.amurwatch.streams.naming;

import org.jspecify.annotations.NullMarked;
