/** Released events as CloudEvents: to another Amur Watch, and to webhooks. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.partner.cloudevent;
