/** MQTT as a way in: what sensors, cameras and trackers publish becomes sightings, poaching alerts and patrol positions. */
@NullMarked
package org.amurwatch.producer.mqtt;

import org.jspecify.annotations.NullMarked;
