/** What classifiers found in pictures of camera traps: results of MegaDetector and SpeciesNet, and which camera took them. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.cameraresult;
