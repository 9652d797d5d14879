/** Commands that show known animals. */
@NullMarked
package org.amurwatch.consumer.individual;

import org.jspecify.annotations.NullMarked;
