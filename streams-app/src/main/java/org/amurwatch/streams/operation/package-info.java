/** What the person who runs the system asks of the Streams applications: is everything accounted for, what failed. */
@NullMarked
package org.amurwatch.streams.operation;

import org.jspecify.annotations.NullMarked;
