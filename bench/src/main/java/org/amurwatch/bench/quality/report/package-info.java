/** What is told of a measurement: JSON, a table, a chart. */
@NullMarked
package org.amurwatch.bench.quality.report;

import org.jspecify.annotations.NullMarked;
