/** Worlds to measure on, and their variants. */
@NullMarked
package org.amurwatch.bench.quality.world;

import org.jspecify.annotations.NullMarked;
