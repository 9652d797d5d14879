/** Who moves: villagers, the crew, animals, patrols, and people who come to do harm. */
@NullMarked
package org.amurwatch.producer.simulation.agents;

import org.jspecify.annotations.NullMarked;
