/** Common Alerting Protocol 1.2 (OASIS), as messages to teams and the feeds of partners both write it. Pure. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.cap;
