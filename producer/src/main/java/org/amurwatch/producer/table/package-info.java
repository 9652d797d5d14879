/**
 * Tables of rows, and their import: reading them as they really are (plain, gzipped, in a zip; with any line ends, with a byte
 * order mark), and publishing what a {@link org.amurwatch.producer.table.RowReading} of a format makes of each row. Knows no
 * format.
 */
@NullMarked
package org.amurwatch.producer.table;

import org.jspecify.annotations.NullMarked;
