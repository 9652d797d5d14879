/** E-mail, with a small map. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.channel.mail;
