/** A set of rules tried on the past: what it would have raised beside what another one would have, and nobody is paged. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.streams.trial;
