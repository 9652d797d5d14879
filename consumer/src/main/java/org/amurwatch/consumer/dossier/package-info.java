/** One incident with all that is known of it, as a signed file for a court ({@code incidents export}). */
@NullMarked
package org.amurwatch.consumer.dossier;

import org.jspecify.annotations.NullMarked;
