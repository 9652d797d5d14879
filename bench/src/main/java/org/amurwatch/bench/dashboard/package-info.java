/** How long it takes until a page that listens knows of a sighting, with one page and with many. */
@NullMarked
package org.amurwatch.bench.dashboard;

import org.jspecify.annotations.NullMarked;
