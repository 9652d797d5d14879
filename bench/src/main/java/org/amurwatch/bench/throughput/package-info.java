/** How many events a second the decision engine takes. */
@NullMarked
package org.amurwatch.bench.throughput;

import org.jspecify.annotations.NullMarked;
