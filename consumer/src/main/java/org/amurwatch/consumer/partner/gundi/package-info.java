/** Released events to Gundi v2, in lists. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.partner.gundi;
