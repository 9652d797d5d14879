/** What every way out to a partner shares: one attempt, what an answer means, and the words for an event. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.partner.send;
