/** The page itself and its libraries, as files of the program. */
@NullMarked
package org.amurwatch.consumer.dashboard.page;

import org.jspecify.annotations.NullMarked;
