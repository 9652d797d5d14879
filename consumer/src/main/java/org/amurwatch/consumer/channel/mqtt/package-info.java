/** Radios and sirens, by MQTT. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.channel.mqtt;
