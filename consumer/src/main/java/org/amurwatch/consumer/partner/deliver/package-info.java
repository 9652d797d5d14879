/** One lane and one consumer group for each partner: order, retries, receipts. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.partner.deliver;
