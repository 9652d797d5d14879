/** The weights of a set's table of suspicion, fitted to training worlds. */
@NullMarked
package org.amurwatch.bench.suspicion;

import org.jspecify.annotations.NullMarked;
