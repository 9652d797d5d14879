/** The words of messages: templates, and texts made to fit. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.channel.text;
