/** The stage: random streams, the sun, the weather, the landscape and ways through it. */
@NullMarked
package org.amurwatch.producer.simulation.world;

import org.jspecify.annotations.NullMarked;
