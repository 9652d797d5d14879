/** The register of known animals: loading it, and correcting what was thought of the past. */
@NullMarked
package org.amurwatch.producer.individual;

import org.jspecify.annotations.NullMarked;
