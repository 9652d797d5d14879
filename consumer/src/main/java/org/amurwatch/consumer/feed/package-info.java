/** Feeds that partners and the public fetch: what was released to them, as GeoJSON and as CAP 1.2 with an index in Atom. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.feed;
