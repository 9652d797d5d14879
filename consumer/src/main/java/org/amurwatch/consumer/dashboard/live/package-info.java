/** Changes as they come, by server-sent events. */
@NullMarked
package org.amurwatch.consumer.dashboard.live;

import org.jspecify.annotations.NullMarked;
