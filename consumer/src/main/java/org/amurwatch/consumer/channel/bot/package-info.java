/** Messengers whose bots are spoken to as Telegram's are. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.channel.bot;
