/** Scores: pages against the ground truth. */
@NullMarked
package org.amurwatch.bench.quality.score;

import org.jspecify.annotations.NullMarked;
