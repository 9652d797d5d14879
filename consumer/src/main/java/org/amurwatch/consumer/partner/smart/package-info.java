/** Released events as incidents of SMART Connect. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.partner.smart;
