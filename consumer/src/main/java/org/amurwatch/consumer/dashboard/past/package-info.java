/** What was seen in the last 400 days, on disk, made from the topics and made anew whenever it can't be used. */
@NullMarked
package org.amurwatch.consumer.dashboard.past;

import org.jspecify.annotations.NullMarked;
