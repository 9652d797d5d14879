/** Who is given exact positions, by whatever way they leave: entries of a chain of hashes, written before. */
@NullMarked
package org.amurwatch.consumer.audit;

import org.jspecify.annotations.NullMarked;
