/** The way in for CloudEvents 1.0 by HTTP: envelopes around our own events. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.cloudevent;
