/** Erasing what is known of an event, by a person, or in a period, as far as it can be erased ({@code erase}). */
@NullMarked
package org.amurwatch.producer.erase;

import org.jspecify.annotations.NullMarked;
