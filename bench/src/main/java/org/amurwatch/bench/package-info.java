/** Benchmarks, as commands. */
@NullMarked
package org.amurwatch.bench;

import org.jspecify.annotations.NullMarked;
