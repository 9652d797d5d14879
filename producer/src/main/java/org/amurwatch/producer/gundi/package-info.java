/** The way in for what sends to Gundi v2 today: its events and observations, by URL and key. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.gundi;
