/** The ledger of deliveries: which attempt is to be made when, until somebody has it or it is of no use any more. */
@NullMarked
package org.amurwatch.streams.delivery;

import org.jspecify.annotations.NullMarked;
