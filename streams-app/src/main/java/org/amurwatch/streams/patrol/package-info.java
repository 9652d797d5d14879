/** Where teams are, and which of them missed a check-in. Pure but for topology, processor, decoder and rows. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.streams.patrol;
