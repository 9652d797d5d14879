/** Released events as reports of EarthRanger. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.partner.earthranger;
