/** Policies measured on worlds: tuned on some, held against the truth of others. */
@NullMarked
package org.amurwatch.bench.quality.measurement;

import org.jspecify.annotations.NullMarked;
