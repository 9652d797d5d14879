/** An alert to nobody, again and again, by which whoever sends alerts sees that the way is open. */
@NullMarked
package org.amurwatch.producer.canary;

import org.jspecify.annotations.NullMarked;
