/** A simulated world as an exercise of the running system: its events as records, sent as the world's time goes on. */
@NullMarked
package org.amurwatch.producer.simulation.exercise;

import org.jspecify.annotations.NullMarked;
