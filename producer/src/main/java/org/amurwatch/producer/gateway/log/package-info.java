/** What a gateway has accepted, on its disk: append-only files with checksums, in the order in which it came. */
@NullMarked
package org.amurwatch.producer.gateway.log;

import org.jspecify.annotations.NullMarked;
