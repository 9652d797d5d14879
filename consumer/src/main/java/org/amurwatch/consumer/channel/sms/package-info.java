/** Short messages by a gateway that speaks HTTP. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.channel.sms;
