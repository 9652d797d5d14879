/** Incidents: what belongs together, how bad it is, and what becomes of it. Pure but for topology and processor. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.streams.incident;
