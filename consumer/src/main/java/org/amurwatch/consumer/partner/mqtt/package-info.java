/** Released events as retained messages of an MQTT server. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.partner.mqtt;
