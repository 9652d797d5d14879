/** What each role may see of it: the only place that makes JSON of the state. */
@NullMarked
package org.amurwatch.consumer.dashboard.view;

import org.jspecify.annotations.NullMarked;
