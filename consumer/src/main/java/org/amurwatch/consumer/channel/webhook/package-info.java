/** Signed webhooks. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.channel.webhook;
