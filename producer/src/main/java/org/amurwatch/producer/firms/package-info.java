/** Fires seen by satellites: NASA FIRMS tables of hotspots. */
@NullMarked
package org.amurwatch.producer.firms;

import org.jspecify.annotations.NullMarked;
