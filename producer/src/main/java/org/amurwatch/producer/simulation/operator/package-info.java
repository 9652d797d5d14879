/** What the operator of a simulated world knows, as the files that the load commands take. */
@NullMarked
package org.amurwatch.producer.simulation.operator;

import org.jspecify.annotations.NullMarked;
