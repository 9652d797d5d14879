/** How long an alert takes on a running system, from the event received to the receiver of its webhook. */
@NullMarked
package org.amurwatch.bench.latency;

import org.jspecify.annotations.NullMarked;
