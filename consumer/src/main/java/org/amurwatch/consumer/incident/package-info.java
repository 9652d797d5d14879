/** What belongs together, what waits to be looked at, and how good the alarms were: commands that read. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.incident;
