/** Messages that a person reads out. */
@NullMarked
package org.amurwatch.consumer.channel.voice;

import org.jspecify.annotations.NullMarked;
