/** Who was given exact positions: each is written down before they leave. */
@NullMarked
package org.amurwatch.consumer.dashboard.audit;

import org.jspecify.annotations.NullMarked;
