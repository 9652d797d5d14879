/** The way in for what talks to EarthRanger today: its events and positions of trackers, by URL and token. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.earthranger;
