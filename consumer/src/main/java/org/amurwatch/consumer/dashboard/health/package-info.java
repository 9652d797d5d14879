/** What is known of the system itself: its steps, its dead letters. */
@NullMarked
package org.amurwatch.consumer.dashboard.health;

import org.jspecify.annotations.NullMarked;
