/**
 * Known animals: what was seen of each, whoever named it and whenever the register was corrected, to
 * {@code individual.status}, and what is out of the ordinary to {@code sector.events}.
 *
 * <p>{@link org.amurwatch.streams.individual.IndividualTopology} is the way in; {@link
 * org.amurwatch.streams.individual.IndividualLedger} says what a change leads to.
 */
@NullMarked
package org.amurwatch.streams.individual;

import org.jspecify.annotations.NullMarked;
