/**
 * Imports of files: what of a package is new, changed, withdrawn or known already, and sending what is needed, so that an
 * import can be repeated, corrected and interrupted.
 */
@NullMarked
package org.amurwatch.producer.importing;

import org.jspecify.annotations.NullMarked;
