/** Who saw exact positions: commands that read. */
@NullMarked
package org.amurwatch.consumer.audit;

import org.jspecify.annotations.NullMarked;
