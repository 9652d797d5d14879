/** What makes one attempt to deliver, by channel, and what all channels share: addresses, deadlines, HTTP, answers. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.channel;
