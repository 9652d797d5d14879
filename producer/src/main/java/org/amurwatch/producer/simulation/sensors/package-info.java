/** What notices: cameras with their cards, clocks and failures, and sensors that listen for shots. */
@NullMarked
package org.amurwatch.producer.simulation.sensors;

import org.jspecify.annotations.NullMarked;
