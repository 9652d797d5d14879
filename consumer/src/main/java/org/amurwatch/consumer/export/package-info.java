/**
 * What is known, as files for others: Camtrap DP packages, CSV, GeoJSON, and what the R package secr reads. Made of the field
 * topics and verdicts, which are kept for good, by the rules that intake uses too.
 */
@NullMarked
package org.amurwatch.consumer.export;

import org.jspecify.annotations.NullMarked;
