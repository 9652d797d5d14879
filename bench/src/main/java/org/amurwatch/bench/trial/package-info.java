/** Rules that are tried on simulated parks. */
@NullMarked
package org.amurwatch.bench.trial;

import org.jspecify.annotations.NullMarked;
