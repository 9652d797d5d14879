/** The watch in the command centre: who has it, what the last shift left, and what is open. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.duty;
