/** Rules that are tried on the past: what they would have raised, beside what the rules in force raise. Pages nobody. */
@NullMarked
package org.amurwatch.streams.trial;

import org.jspecify.annotations.NullMarked;
