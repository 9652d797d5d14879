/** The dashboard: what is happening in the park, as a page and as REST. */
@NullMarked
package org.amurwatch.consumer.dashboard;

import org.jspecify.annotations.NullMarked;
