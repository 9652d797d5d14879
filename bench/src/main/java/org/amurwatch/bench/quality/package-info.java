/** How good alarms are: of the incursions of simulated worlds, how many are paged in time, at how many pages a day. */
@NullMarked
package org.amurwatch.bench.quality;

import org.jspecify.annotations.NullMarked;
