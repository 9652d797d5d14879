/** The map: distances to villages and roads, lines that are crossed, and the words for a place. Pure. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.streams.place;
