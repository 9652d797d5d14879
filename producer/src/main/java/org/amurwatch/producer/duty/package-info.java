/** The watch in the command centre: who has it, and what one shift tells the next. */
@NullMarked
package org.amurwatch.producer.duty;

import org.jspecify.annotations.NullMarked;
