/** How much HTTP ingest takes, and what becomes of what is too much. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.bench.ingest;
