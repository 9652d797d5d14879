/**
 * What is silent, and what is more than usual: stations that send at once and have stopped, and people in the dark beyond
 * what the history of the place lets expect. {@link org.amurwatch.streams.watch.WatchTopology} is the way in.
 */
@NullMarked
package org.amurwatch.streams.watch;

import org.jspecify.annotations.NullMarked;
