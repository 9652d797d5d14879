/** Whether canaries arrive, and who is told at once, past the whole system, when they don't; pure. */
@NullMarked
package org.amurwatch.consumer.canary;

import org.jspecify.annotations.NullMarked;
