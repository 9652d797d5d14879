/** Fitting and tuning on training worlds, from which the behaviours that are held out have been taken. */
@NullMarked
package org.amurwatch.bench.quality.training;

import org.jspecify.annotations.NullMarked;
