/** What is known of the park now, in memory, read from the topics. */
@NullMarked
package org.amurwatch.consumer.dashboard.state;

import org.jspecify.annotations.NullMarked;
