/** Pictures and sounds as they are given out: made anew, without what a camera wrote beside them. */
@NullMarked
package org.amurwatch.consumer.dashboard.media;

import org.jspecify.annotations.NullMarked;
