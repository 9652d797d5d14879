/**
 * A simulated world with ground truth: agents that move through a landscape, devices and people that notice some of it, and
 * the events that come of it. It knows nothing of rules; what judges its events knows nothing of its {@link
 * org.amurwatch.producer.simulation.Cause}s.
 */
@NullMarked
package org.amurwatch.producer.simulation;

import org.jspecify.annotations.NullMarked;
