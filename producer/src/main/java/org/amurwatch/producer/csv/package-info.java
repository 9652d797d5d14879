/** Tables of anybody's form, read by a mapping file. */
@NullMarked
package org.amurwatch.producer.csv;

import org.jspecify.annotations.NullMarked;
