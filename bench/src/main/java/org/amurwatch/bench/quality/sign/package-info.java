/** What a sign of a threat is, and how old it may be to page: the ruler's own table, which no rule can bend. */
@NullMarked
package org.amurwatch.bench.quality.sign;

import org.jspecify.annotations.NullMarked;
