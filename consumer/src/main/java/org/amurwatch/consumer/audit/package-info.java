/** Who takes exact positions out by commands, written down before they have them. */
@NullMarked
package org.amurwatch.consumer.audit;

import org.jspecify.annotations.NullMarked;
