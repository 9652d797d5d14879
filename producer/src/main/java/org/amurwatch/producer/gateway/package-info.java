/** A way in on a small computer with a bad network: what comes is kept on its disk first, and sent when the network is there. */
@NullMarked
package org.amurwatch.producer.gateway;

import org.jspecify.annotations.NullMarked;
