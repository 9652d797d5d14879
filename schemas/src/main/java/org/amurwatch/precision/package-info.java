/** How exact a place may be for a reader: cells of the decimal grid, and what they add to its uncertainty. Pure. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.precision;
