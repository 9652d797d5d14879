/** Policies: what pages whom, judged by events and the operator's map alone. Nothing here knows the ground truth. */
@NullMarked
package org.amurwatch.bench.quality.policy;

import org.jspecify.annotations.NullMarked;
