/** How fast imports are, beside Kafka's own producer. */
@NullMarked
package org.amurwatch.bench.importspeed;

import org.jspecify.annotations.NullMarked;
